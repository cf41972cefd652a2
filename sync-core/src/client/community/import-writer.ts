/** Writes imported messages: as few envelopes as fit, replies resolved, nothing written twice. */
import { bytesToHex, err, ok, type Result, textToBytes, toWellFormed } from '../../base/index.ts';
import { opIdOf } from '../../crypto/index.ts';
import {
  type ChannelId,
  channelStream,
  limits,
  type MessageId,
  type Operation,
  type OperationOf,
  opToMessageId,
} from '../../model/index.ts';
import type { ClientError } from '../errors.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Writer } from './writer.ts';

export type ImportedItem = Omit<OperationOf<'imported'>, 'type' | 'replyTo'> & {
  /** The source of the message that this one answers. */
  readonly replyToSource: Uint8Array | null;
};
export type ImportedCount = { readonly written: number; readonly doubles: number };

/** Room for an envelope's time, counts and padding, and an upper bound of an operation without its words. */
const envelopeBytes = limits.envelopeBodyBytes - 8_192;
const operationBytes = 96;
/** UTF-8 has no more for a UTF-16 unit. */
const mostBytesPerUnit = 3;

export const writeImported = (
  { suite, store }: CommunityCore,
  writer: Writer,
  channel: ChannelId,
  items: readonly ImportedItem[],
  changes: Changes,
): Result<ImportedCount, ClientError> => {
  const stream = channelStream(channel);
  /** Messages of this call, whose place and so id is known before they are written. */
  const placed = new Map<string, { readonly number: number; readonly index: number }>();
  const nextNumber = () => store.chain(stream, writer.log())?.length ?? 0;
  /** Where the batch will stand in the log: moves only when one is written. */
  let number = nextNumber();
  let batch: Operation[] = [];
  let bytes = 0;
  let written = 0;
  let doubles = 0;

  const known = store.knownSources(
    channel,
    items.map(({ source }) => bytesToHex(source)),
  );

  const find = (source: Uint8Array): MessageId | null => {
    const place = placed.get(bytesToHex(source));
    return place === undefined
      ? store.messageBySource(channel, source)
      : opToMessageId(opIdOf(suite, stream, writer.log(), place.number, place.index));
  };

  const flush = (): Result<null, ClientError> => {
    if (batch.length === 0) return ok(null);
    const done = writer.write(stream, batch, changes);
    if (!done.ok)
      return err(done.error.kind === 'no-key' ? { kind: 'not-allowed', permission: 'member' } : done.error);
    written += batch.length;
    number = nextNumber();
    batch = [];
    bytes = 0;
    return ok(null);
  };

  for (const { replyToSource, ...item } of items) {
    const name = bytesToHex(item.source);
    if (known.has(name) || placed.has(name)) {
      doubles++;
      continue;
    }
    const text = toWellFormed(item.text);
    const author = toWellFormed(item.author);
    const size = textToBytes(text).length + author.length * mostBytesPerUnit + operationBytes;
    if (batch.length >= limits.opsPerEnvelope || bytes + size > envelopeBytes) {
      const flushed = flush();
      if (!flushed.ok) return flushed;
    }
    placed.set(name, { number, index: batch.length });
    const replyTo = replyToSource === null ? null : find(replyToSource);
    batch.push({ type: 'imported', ...item, author, text, replyTo });
    bytes += size;
  }
  const flushed = flush();
  return flushed.ok ? ok({ written, doubles }) : flushed;
};
