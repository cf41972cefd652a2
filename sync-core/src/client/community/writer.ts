/**
 * The write path: operations → one sealed, signed envelope → stored with its projections and outbox
 * entry. Runs inside a commit [S1]; whoever calls it has asked governance first.
 */
import { assert, err, ok, type Result } from '../../base/index.ts';
import { encodeContent, type LogOpening, logIdOf, opIdOf, sealContent } from '../../crypto/index.ts';
import {
  followTime,
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

export type WriteError =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'too-long'; readonly limitBytes: number };

export type Written = {
  /** Of the operations, in order. */
  ids(): readonly OpId[];
};

export type Writer = {
  /** Writes `ops` as one envelope. */
  write(stream: Stream, ops: readonly Operation[], changes: Changes): Result<Written, WriteError>;
  /** Lets the own clock follow what was seen. */
  seen(time: HybridTime): void;
  log(): LogId;
  /** A fresh nonce, and so a fresh log, for all streams: after a restore or a lost log [S4]. */
  startIncarnation(): void;
};

const nonceSetting = 'incarnation';

/** The invite that a join among `ops` rests on. */
const inviteOf = (ops: readonly Operation[]): InviteId | null =>
  ops.find((op) => op.type === 'memberJoined')?.invite?.id ?? null;

export const createWriter = (core: CommunityCore): Writer => {
  const { suite, store, clock, governance, keys, device, community } = core;

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

  return {
    log: () => current.log,
    startIncarnation() {
      current = openLog(freshNonce());
    },
    seen(time) {
      last = followTime(last, time, clock.now());
    },
    write(stream, ops, changes) {
      const key = keys.writing(governance.current());
      if (key === null) return err({ kind: 'no-key' });
      const time = nextTime(last, clock.now());
      const content = { time: dateOf(time, ops), ops };
      const plaintext = encodeContent(content);
      if (plaintext === null) return err({ kind: 'too-long', limitBytes: limits.envelopeBodyBytes });
      const { log, opening } = current;
      const chain = store.chain(stream, log);
      assert(chain?.tail == null, 'an own log has no island');
      const place = {
        community,
        stream,
        log,
        number: chain?.length ?? 0,
        previous: chain?.head ?? null,
        epoch: key.epoch,
        epochKey: key.key,
        cites: governance.cites(limits.citesPerEnvelope, device.device, inviteOf(ops)),
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
      const { number } = envelope.header;
      return ok({ ids: () => ops.map((_, index) => opIdOf(suite, stream, log, number, index)) });
    },
  };
};
