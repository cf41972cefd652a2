/**
 * Decides what becomes of a segment: whether it is sound, whether it continues what is held, and
 * whether there is room for it. Insiders can't poison another's log: the opening must make the log's
 * id, items must link, and the device must have signed the end [S5]. An erased body that comes for one
 * still held is ignored: who may erase is governance's to say, which a relay can't read; new items may
 * come without their bodies.
 */
import {
  type CipherSuite,
  type Envelope,
  type EnvelopeContext,
  type EnvelopeHash,
  envelopesToForkProof,
  envelopesToSegment,
  type ForkProof,
  type LogId,
  type Refusal,
  type Segment,
  type Stream,
  segmentToEnvelopes,
  verifyForkProof,
} from '@maru/sync-core';
import type { RelayLimits } from '../limits.ts';
import type { Committer } from '../store/committer.ts';
import { type AppendRun, type LogStore, runBytes } from '../store/log-store.ts';
import type { HubIndex, LogEntry } from './hub.ts';

export type AppendOutcome =
  /** New: to be committed, then acknowledged up to `length` and passed on as `segment`. */
  | {
      readonly kind: 'fresh';
      readonly run: AppendRun;
      readonly length: number;
      readonly segment: Segment;
      /** Of the envelope before. */
      readonly before: EnvelopeContext | null;
    }
  /** Held already (perhaps still waiting for its commit). */
  | { readonly kind: 'held'; readonly length: number }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly detail: string; readonly value: number }
  /** A fork that can be proved; `fresh` when it was not known. */
  | { readonly kind: 'forked'; readonly proof: ForkProof; readonly fresh: boolean }
  /** It contradicts what is held, but the two signatures are of different places: the author gets to see `number`. */
  | { readonly kind: 'conflict'; readonly number: number };

export type AppendDeps = {
  readonly suite: CipherSuite;
  readonly store: LogStore;
  readonly committer: Committer;
  readonly limits: RelayLimits;
};

const refused = (reason: Refusal, detail: string, value = 0): AppendOutcome => ({
  kind: 'refused',
  reason,
  detail,
  value,
});

export const acceptSegment = (deps: AppendDeps, hub: HubIndex, segment: Segment): AppendOutcome => {
  const { stream, log, from } = segment;
  const entry = hub.entry(stream, log);
  if (entry?.fork) return { kind: 'forked', proof: entry.fork, fresh: false };
  const held = entry?.length ?? 0;
  if (from > held) return refused('gap', 'what comes before is not here', held);

  const opening = segment.opening ?? hub.openingOf(log);
  const previous = entry && from > 0 ? hashAt(deps, hub, entry, from - 1) : null;
  const context = () => (entry && from > 0 ? contextAt(deps, hub, entry, from - 1) : null);
  const verified = segmentToEnvelopes(deps.suite, hub.id, segment, { opening, previous, context });
  if (!verified.ok) {
    const { kind } = verified.error;
    // Sent bare, it was verified as if it continued what is held: a signature that fails then is of another branch.
    const branches = kind === 'wrong-previous' || (kind === 'signature' && !segment.previous && from > 0);
    if (branches) return { kind: 'conflict', number: from - 1 };
    if (kind === 'too-large') return refused(kind, 'a segment this long');
    return refused(kind === 'malformed' || kind === 'unknown-suite' ? 'malformed' : 'signature', kind);
  }
  const end = from + verified.value.length;
  if (entry && from < held) {
    const clash = findFork(deps, hub, entry, verified.value);
    if (clash) return clash;
  }
  if (end <= held) return { kind: 'held', length: end };
  const fresh = verified.value.slice(held - from);
  if (opening === null) return refused('signature', 'unknown-log');
  const room = checkQuota(deps.limits, hub, { stream, log, device: opening.device }, runBytes(fresh));
  if (room) return room;

  const last = fresh[fresh.length - 1];
  const first = fresh[0];
  if (!first || !last) return refused('malformed', 'empty');
  const before = entry?.context ?? null;
  const { epoch, cites } = last.header;
  hub.extend({
    stream,
    log,
    opening,
    count: fresh.length,
    head: last.hash,
    context: { epoch, cites },
    bytes: runBytes(fresh),
  });
  return {
    kind: 'fresh',
    run: { kind: 'append', community: hub.id, opening, envelopes: fresh },
    length: end,
    segment: envelopesToSegment(fresh, { opening, previous: first.header.previous }),
    before,
  };
};

const envelopeAt = (deps: AppendDeps, hub: HubIndex, entry: LogEntry, number: number): Envelope | null => {
  deps.committer.flush();
  const { stream, log } = entry;
  return deps.store.read({ community: hub.id, stream, log, from: number, count: 1 })[0] ?? null;
};

const hashAt = (deps: AppendDeps, hub: HubIndex, entry: LogEntry, number: number): EnvelopeHash | null =>
  number === entry.length - 1 ? entry.head : (envelopeAt(deps, hub, entry, number)?.hash ?? null);

const contextAt = (
  deps: AppendDeps,
  hub: HubIndex,
  entry: LogEntry,
  number: number,
): EnvelopeContext | null =>
  (number === entry.length - 1 ? entry.context : null) ??
  envelopeAt(deps, hub, entry, number)?.header ??
  null;

/** A chain commits to all before it: comparing the last number that both have compares all. */
const findFork = (
  deps: AppendDeps,
  hub: HubIndex,
  entry: LogEntry,
  come: readonly Envelope[],
): AppendOutcome | null => {
  const from = come[0]?.header.number ?? 0;
  const number = Math.min(entry.length, from + come.length) - 1;
  const theirs = come[number - from];
  const ours = envelopeAt(deps, hub, entry, number);
  if (!theirs || !ours || theirs.hash === ours.hash) return null;
  if (!theirs.signature || !ours.signature) return { kind: 'conflict', number };
  const proof = envelopesToForkProof(ours, theirs, entry.opening);
  // Damage to what is held would look like a fork.
  return proof && verifyForkProof(deps.suite, hub.id, proof)
    ? { kind: 'forked', proof, fresh: true }
    : { kind: 'conflict', number };
};

const checkQuota = (
  limits: RelayLimits,
  hub: HubIndex,
  place: { readonly stream: Stream; readonly log: LogId; readonly device: Parameters<HubIndex['useOf']>[0] },
  bytes: number,
): AppendOutcome | null => {
  const use = hub.useOf(place.device);
  const wait = limits.quotaWaitMs;
  if (use.bytes + bytes > limits.deviceBytes) return refused('quota', 'this device has used its space', wait);
  if (hub.bytes() + bytes > limits.communityBytes)
    return refused('quota', 'this community has used its space', wait);
  if (hub.entry(place.stream, place.log)) return null;
  if (use.logs >= limits.logsPerDevice) return refused('quota', 'this device has too many logs', wait);
  return hub.logsIn(place.stream) >= limits.logsPerStream
    ? refused('quota', 'this stream has too many logs', wait)
    : null;
};
