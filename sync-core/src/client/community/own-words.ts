/**
 * What an own log holds beyond the place where it forked [S4]. A log forks when this device's data was
 * restored or copied and both lives wrote on; everyone freezes it at the common prefix. What this life
 * wrote beyond it is said again in a fresh log, so the person loses no word; in a note or a board, where both lives
 * wrote, one of the two counts. Structure (governance) is not repeated: the person is told, and looks.
 */
import type { Envelope } from '../../crypto/index.ts';
import { opIdOf } from '../../crypto/index.ts';
import {
  isTimelineOp,
  type LogId,
  type MessageId,
  type Operation,
  opToMessageId,
  type Stream,
  type TimelineOp,
} from '../../model/index.ts';
import type { OpenedContent } from '../../storage/index.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Writer } from './writer.ts';

type Words = { readonly number: number; readonly ops: readonly Operation[] };

/** What the log says from `from` on, read before it is cut. */
export const wordsBeyond = (
  { store }: CommunityCore,
  open: (envelope: Envelope) => OpenedContent,
  stream: Stream,
  log: LogId,
  from: number,
): readonly Words[] => {
  if (stream.kind === 'governance') return [];
  const length = store.chain(stream, log)?.length ?? from;
  return store.envelopes(stream, log, from, length).flatMap(({ envelope }): readonly Words[] => {
    const content = open(envelope);
    return content.kind === 'opened' ? [{ number: envelope.header.number, ops: content.content.ops }] : [];
  });
};

/** The same act, on what stands under other ids now. */
const retarget = (op: TimelineOp, idOf: (id: MessageId) => MessageId): TimelineOp => {
  switch (op.type) {
    case 'posted':
      return {
        ...op,
        replyTo: op.replyTo === null ? null : idOf(op.replyTo),
        thread: op.thread === null ? null : idOf(op.thread),
      };
    case 'imported':
      return { ...op, replyTo: op.replyTo === null ? null : idOf(op.replyTo) };
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'threadNamed':
    case 'anchored':
    case 'commentClosed':
      return { ...op, message: idOf(op.message) };
  }
};

/**
 * An update of a document keeps its bytes, and with them the id that is bound to the log it was written in. Branches
 * and answers aren't said again.
 */
const carry = (op: Operation, nonce: Uint8Array | null): Operation | null =>
  op.type === 'documentUpdated' && nonce !== null ? { ...op, carried: op.carried ?? nonce } : null;

/** Says them again, in order; what refers to one of them refers to its new place. */
export const sayAgain = (
  { suite, store }: CommunityCore,
  writer: Writer,
  place: { readonly stream: Stream; readonly log: LogId },
  words: readonly Words[],
  changes: Changes,
): void => {
  const moved = new Map<MessageId, MessageId>();
  const nonce = store.opening(place.log)?.nonce ?? null;
  const idOf = (id: MessageId): MessageId => moved.get(id) ?? id;
  for (const { number, ops } of words) {
    const kept = ops.flatMap((op, index) => {
      const said = isTimelineOp(op) ? retarget(op, idOf) : carry(op, nonce);
      return said === null ? [] : [{ op: said, was: opIdOf(suite, place.stream, place.log, number, index) }];
    });
    if (kept.length === 0) continue;
    const written = writer.write(
      place.stream,
      kept.map(({ op }) => op),
      changes,
    );
    if (!written.ok) continue;
    for (const [index, id] of written.value.ids().entries()) {
      const was = kept[index]?.was;
      if (was) moved.set(opToMessageId(was), opToMessageId(id));
    }
  }
};
