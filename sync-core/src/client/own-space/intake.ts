/**
 * What the person's other devices wrote in the own space, into the own document. Of each log is kept up to where it
 * was taken in; an update counts when the device that wrote it was one of the person's by what it cites [T10].
 *
 * A device that finds itself taken away reads up to there and no further: the keys that its person's other devices say
 * after that are not for it. Each log says so before it says any such key (`own-devices.ts`), and logs are looked at
 * together once all that the relay has is here.
 */
import { type CodecValue, decode, encode, list, struct, varint } from '../../base/index.ts';
import { createSelfDocument, joinSelfUpdates } from '../../documents/index.ts';
import { authorshipOf } from '../../governance/index.ts';
import { type ChannelId, channelStream, type LogId, limits, logId } from '../../model/index.ts';
import type { ChainState, StoredEnvelope } from '../../storage/index.ts';
import type { CommunityCore } from '../community/core.ts';
import { openContent } from '../community/inbound.ts';
import type { SelfCarrier } from '../self/self-state.ts';
import { createPieceReader } from './pieces.ts';

const emptyVector = new Uint8Array([0]);
const setting = 'own-space/taken';
const takenCodec = list(struct({ log: logId, length: varint }), limits.logsPerVector);
/** Envelopes looked at in one go, so that the host answers in between. */
const batch = 64;

export type Intake = {
  /** Takes in what is there and wasn't yet. Resolves once that is durable, or can't be now. */
  look(): Promise<void>;
  /** This device's own words are in the document already. */
  wrote(log: LogId, length: number): void;
};

type Read = { readonly updates: readonly Uint8Array[]; readonly length: number };

export type IntakeDeps = {
  readonly core: CommunityCore;
  readonly channel: ChannelId;
  readonly carrier: SelfCarrier;
  /** This device was taken away: nothing more is for it. */
  readonly isSilent: () => boolean;
};

export const createIntake = ({ core, channel, carrier, isSilent }: IntakeDeps): Intake => {
  const { store, governance, committer, device, clock, suite } = core;
  const stream = channelStream(channel);
  const saved = store.setting(setting);
  const known = saved === null ? null : decode(takenCodec, saved);
  const taken = new Map<LogId, number>(known?.ok ? known.value.map(({ log, length }) => [log, length]) : []);
  let running: Promise<void> | null = null;
  let again = false;

  const save = (): void => {
    const entries: CodecValue<typeof takenCodec> = [...taken].map(([log, length]) => ({ log, length }));
    store.saveSetting(setting, encode(takenCodec, entries));
  };

  /** Null: what it cites isn't here yet. */
  const counts = ({ opening }: ChainState, { envelope }: StoredEnvelope, ms: number): boolean | null => {
    const { log, number, cites } = envelope.header;
    const then = governance.at(cites);
    if (then === null) return null;
    const written = { stream, log, number, device: opening.device, ms };
    return authorshipOf(governance.current(), then, written).ok;
  };

  /** A batch from `from` on, and as much more as an update that was begun in it goes on. */
  function* envelopesFrom({ log, length }: ChainState, from: number, isOpen: () => boolean) {
    for (let at = from; at < length && (at === from || isOpen()); at += batch)
      yield* store.envelopes(stream, log, at, Math.min(length, at + batch));
  }

  /** The whole updates from `from` on; `length` is where the next one begins. */
  const readLog = (chain: ChainState, from: number): Read => {
    const reader = createPieceReader();
    const updates: Uint8Array[] = [];
    let length = from;
    for (const stored of envelopesFrom(chain, from, reader.isOpen)) {
      const content = openContent(core, stored.envelope);
      if (content.kind === 'no-key') return { updates, length };
      if (content.kind === 'opened') {
        const isWord = counts(chain, stored, content.content.time.ms);
        if (isWord === null) return { updates, length };
        if (isWord) updates.push(...reader.read(content.content.ops));
      }
      if (!reader.isOpen()) length = stored.envelope.header.number + 1;
    }
    return { updates, length };
  };

  /** False when it must be tried again later. */
  const merge = async (update: Uint8Array): Promise<boolean> => {
    const merged = await carrier.merge(update);
    if (!merged.ok) return merged.error.kind !== 'storage';
    // So much waited that it was let go: all of it is read again from the start.
    if (merged.value === 'dropped') taken.clear();
    return true;
  };

  const mergeAll = async (updates: readonly Uint8Array[]): Promise<boolean> => {
    if (updates.length === 0) return true;
    const joined = joinSelfUpdates(updates);
    if (joined.ok && joined.value.length <= limits.selfUpdateBytes) return merge(joined.value);
    for (const update of updates) if (!(await merge(update))) return false;
    return true;
  };

  /** What the logs hold beyond what was taken in, a batch of each. */
  const pending = () =>
    store.chains(stream).flatMap((chain) => {
      const from = taken.get(chain.log) ?? 0;
      const read = from < chain.length ? readLog(chain, from) : null;
      return read === null || read.length === from ? [] : [{ log: chain.log, ...read }];
    });

  /** Whether these would say that this device was taken away. */
  const removes = (updates: readonly Uint8Array[]): boolean => {
    const state = carrier.since(emptyVector);
    const tried = createSelfDocument({ clock, random: suite.random }, [
      ...(state.ok ? [state.value] : []),
      ...updates,
    ]).document;
    return tried.get({ kind: 'deviceRemoved', device: device.device }) !== null;
  };

  /** One by one up to the word that this device was taken away: what its person said after isn't for it. */
  const mergeUntilRemoved = async (logs: readonly Read[]): Promise<void> => {
    for (const { updates } of logs.filter((log) => removes(log.updates)))
      for (const update of updates) {
        if (isSilent()) return;
        await merge(update);
      }
  };

  const work = async (): Promise<void> => {
    for (;;) {
      again = false;
      const logs = isSilent() ? [] : pending();
      const updates = logs.flatMap((log) => log.updates);
      if (updates.length > 0 && removes(updates)) {
        await mergeUntilRemoved(logs);
        return;
      }
      if (!(await mergeAll(updates))) return;
      for (const { log, length } of logs) taken.set(log, length);
      if (logs.length > 0 && !(await committer.commit(save)).ok) return;
      if (logs.length === 0 && !again) return;
    }
  };

  return {
    look() {
      again = true;
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    wrote(log, length) {
      // Only what follows on what was taken in: a restored backup meets its other life's words in its own log.
      if ((taken.get(log) ?? 0) >= length - 1) {
        taken.set(log, length);
        save();
      }
    },
  };
};
