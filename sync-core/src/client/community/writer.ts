/**
 * The write path: operations → one sealed, signed envelope → stored with its projections and outbox
 * entry. Runs inside a commit [S1]; whoever calls it has asked governance first. Where no key is fit to
 * write with, the next epoch is opened before [T13].
 */
import { assert, err, ok, type Result } from '../../base/index.ts';
import {
  type EpochKey,
  encodeContent,
  type LogOpening,
  logIdOf,
  opIdOf,
  opToEpochId,
  sealContent,
} from '../../crypto/index.ts';
import {
  type Audience,
  audienceOf,
  bestEpoch,
  canAct,
  isAdmitted,
  leavesOut,
} from '../../governance/index.ts';
import {
  type EnvelopeHash,
  followTime,
  type GovernanceOp,
  governanceStream,
  type HybridTime,
  type InviteId,
  isTimelineOp,
  type LogId,
  limits,
  nextTime,
  type Operation,
  type OpId,
  type Stream,
  timeAfter,
} from '../../model/index.ts';
import { type Changes, noteGrown, noteOperations, noteTimeline } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { toGovernanceEnvelope } from './governance-state.ts';
import { rotationFor, rotationToOp } from './rotation.ts';

export type WriteError =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'too-long'; readonly limitBytes: number };

export type Written = {
  /** Of the operations, in order. */
  ids(): readonly OpId[];
};

/** Operations of one envelope; a later one may name an earlier one by the id that it is going to have. */
export type OpsToWrite = readonly Operation[] | ((idOf: (index: number) => OpId) => readonly Operation[]);

export type Writer = {
  /** Writes `ops` as one envelope. */
  write(stream: Stream, ops: OpsToWrite, changes: Changes): Result<Written, WriteError>;
  /** Opens the audience's next epoch [T13]. False when this person may not, or is no member. */
  rotate(audience: Audience, changes: Changes): boolean;
  /** What the next envelope is dated, at least: ahead of the clock where what was seen is [S8]. */
  now(): number;
  /** Lets the own clock follow what was seen. */
  seen(time: HybridTime): void;
  log(): LogId;
  opening(): LogOpening;
  /** A fresh nonce, and so a fresh log, for all streams: after a restore or a lost log [S4]. */
  startIncarnation(): void;
};

const nonceSetting = 'incarnation';

/** The invite that a join among `ops` rests on. */
const inviteOf = (ops: readonly Operation[]): InviteId | null =>
  ops.find((op) => op.type === 'memberJoined')?.invite?.id ?? null;

export const createWriter = (core: CommunityCore): Writer => {
  const { suite, store, clock, governance, keys, device, community, self } = core;

  const openLog = (nonce: Uint8Array): { readonly opening: LogOpening; readonly log: LogId } => {
    const opening = { device: device.device, nonce };
    return { opening, log: logIdOf(suite, opening) };
  };
  const freshNonce = (): Uint8Array => {
    const nonce = suite.random.bytes(16);
    store.saveSetting(nonceSetting, nonce);
    return nonce;
  };

  let current = openLog(store.setting(nonceSetting) ?? freshNonce());
  let last: HybridTime = store.latestTime();

  /** An act is dated after what was done before to the same message, whatever clock that followed [S8]. */
  const dateOf = (time: HybridTime, ops: readonly Operation[]): HybridTime =>
    ops.reduce((date, op) => {
      const seen = isTimelineOp(op) && 'message' in op ? store.lastActTime(op.message) : null;
      return seen === null ? date : timeAfter(date, seen);
    }, time);

  const citesOf = (ops: readonly Operation[]): readonly EnvelopeHash[] =>
    governance.cites(limits.citesPerEnvelope, device.device, inviteOf(ops));

  const writeWith = (
    { epoch, key: epochKey }: EpochKey,
    stream: Stream,
    toWrite: OpsToWrite,
    changes: Changes,
  ): Result<Written, WriteError> => {
    const { log, opening } = current;
    const chain = store.chain(stream, log);
    assert(chain?.tail == null, 'an own log has no island');
    const number = chain?.length ?? 0;
    const idOf = (index: number): OpId => opIdOf(suite, stream, log, number, index);
    const ops = typeof toWrite === 'function' ? toWrite(idOf) : toWrite;
    const time = nextTime(last, clock.now());
    const content = { time: dateOf(time, ops), ops };
    const plaintext = encodeContent(content);
    if (plaintext === null) return err({ kind: 'too-long', limitBytes: limits.envelopeBodyBytes });
    const place = {
      community,
      stream,
      log,
      number,
      previous: chain?.head ?? null,
      epoch,
      epochKey,
      cites: citesOf(ops),
      deviceSecretKey: device.signing.secretKey,
    };
    const envelope = sealContent(suite, place, plaintext);
    last = time;
    if (stream.kind === 'governance') {
      if (governance.absorb([toGovernanceEnvelope(envelope, device.device, content)]))
        changes.governance = true;
    }
    const outcome = store.append([
      { stream, log, opening, items: [{ envelope, content: { kind: 'opened', content } }] },
    ]);
    assert(outcome.added.length === 1, 'an own envelope extends its log');
    noteTimeline(changes, outcome.timeline);
    noteGrown(changes, stream, log);
    noteOperations(changes, stream, ops, true);
    return ok({ ids: () => ops.map((_, index) => idOf(index)) });
  };

  const writeGovernance = (op: GovernanceOp, changes: Changes) => {
    const key = keys.latest(governance.current());
    return key && writeWith(key, governanceStream, [op], changes);
  };

  const rotate = (audience: Audience, changes: Changes): boolean => {
    const state = governance.current();
    if (!isAdmitted(state, self, device.device)) return false;
    const { newEpoch, rest } = rotationFor(core, state, audience);
    const op = rotationToOp(audience, newEpoch);
    if (!canAct(state, self, op, clock.now()).ok) return false;
    const opened = writeGovernance(op, changes);
    const [id] = opened?.ok ? opened.value.ids() : [];
    if (id === undefined) return false;
    for (const sealing of rest(opToEpochId(id))) writeGovernance(sealing, changes);
    // The own key came in a box like everyone's.
    keys.take(governance.current());
    return true;
  };

  /**
   * The key that everyone expects of an envelope with these cites, when it is safe by all that is known here
   * and leaves nobody out; null: rotate first.
   */
  const keyFor = (stream: Stream): EpochKey | null => {
    const now = governance.current();
    const then = governance.at(citesOf([])) ?? now;
    const audience = audienceOf(now, stream);
    if (audienceOf(then, stream) !== audience) return null;
    const best = bestEpoch(then, audience);
    if (best === null || (then !== now && bestEpoch(now, audience)?.id !== best.id)) return null;
    if (audience !== null && leavesOut(now, audience, best)) return null;
    return keys.writing(then, audience);
  };

  const keyToWriteWith = (stream: Stream, changes: Changes): EpochKey | null => {
    const state = governance.current();
    // Who isn't in yet can only join, with what the invite gave.
    if (!isAdmitted(state, self, device.device)) return keys.latest(state);
    const key = keyFor(stream);
    if (key !== null) return key;
    return rotate(audienceOf(state, stream), changes) ? keyFor(stream) : null;
  };

  return {
    log: () => current.log,
    opening: () => current.opening,
    now: () => nextTime(last, clock.now()).ms,
    startIncarnation() {
      current = openLog(freshNonce());
    },
    seen(time) {
      last = followTime(last, time, clock.now());
    },
    rotate,
    write(stream, ops, changes) {
      const key = keyToWriteWith(stream, changes);
      return key === null ? err({ kind: 'no-key' }) : writeWith(key, stream, ops, changes);
    },
  };
};
