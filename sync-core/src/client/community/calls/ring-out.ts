/**
 * Ringing somebody: said to all their devices that are here, until one of them answers, one declines, all are busy,
 * or nobody came to it for `limits.ringMs`. A call that came to nothing is left for them to see (missed-calls.ts).
 */
import { err, ok } from '../../../base/index.ts';
import { can } from '../../../governance/index.ts';
import { bytesToRingId, type DeviceId, limits, type MemberId, type RingId } from '../../../model/index.ts';
import type { RingRefusal } from '../../../protocol/index.ts';
import type { Line } from '../../calls/line.ts';
import { notAllowed, notFound, type Outcome } from '../../errors.ts';
import { createPace, type Pace, takeTurn } from '../../pace.ts';
import type { RingOutcome } from '../../ringing-views.ts';
import type { CommunityCore } from '../core.ts';
import type { Asides } from './asides.ts';
import type { Pair } from './pair-call.ts';

export type RingOuts = {
  ring(to: MemberId): Outcome<{ readonly ring: RingId }>;
  cancel(): void;
  ringing(from: DeviceId, ring: RingId, nonce: Uint8Array): void;
  refused(from: DeviceId, ring: RingId, why: RingRefusal): void;
  accepted(from: DeviceId, ring: RingId): void;
  /** They ring here at the same moment, and theirs is taken in place of the own one. */
  giveWay(): void;
  look(): void;
  stop(): void;
};

export type RingOutsDeps = {
  readonly core: CommunityCore;
  readonly line: Line;
  readonly asides: Asides;
  readonly devicesOf: (member: MemberId) => readonly DeviceId[];
  readonly peerId: () => string | null;
  /** The call of two that stands now: a device that asks again is told who answered. */
  readonly pair: () => Pair | null;
  readonly changed: () => void;
  readonly answered: (pair: Pair) => void;
  readonly ended: (ring: RingId, to: MemberId, outcome: RingOutcome) => void;
};

const ringBytes = 16;
const minuteMs = 60_000;

export const createRingOuts = (deps: RingOutsDeps): RingOuts => {
  const { core, line, asides, devicesOf } = deps;
  const { suite, clock, governance, community, self } = core;
  /** What each device of theirs made up, to be repeated to it; and those that are busy. */
  const nonces = new Map<DeviceId, Uint8Array>();
  const busy = new Set<DeviceId>();
  const paces = new Map<MemberId, Pace>();
  let cancelBeat: (() => void) | null = null;
  let cancelWaiting: (() => void) | null = null;

  const own = () => (line.outgoing?.community === community ? line.outgoing : null);
  const isOf = (from: DeviceId, ring: RingId): boolean => {
    const out = own();
    return out?.ring === ring && governance.presentMember(from) === out.to;
  };

  const beat = (): void => {
    cancelBeat?.();
    cancelBeat = null;
    const out = own();
    if (out === null) return;
    asides.say(
      devicesOf(out.to).map((to) => ({
        to,
        message: { type: 'ring', ring: out.ring, echo: nonces.get(to) ?? null },
      })),
    );
    cancelBeat = clock.schedule(limits.ringBeatMs, beat);
  };

  const stopRinging = (by: DeviceId | null): void => {
    const out = own();
    cancelBeat?.();
    cancelWaiting?.();
    cancelBeat = cancelWaiting = null;
    nonces.clear();
    busy.clear();
    if (out === null) return;
    line.outgoing = null;
    asides.say(devicesOf(out.to).map((to) => ({ to, message: { type: 'over', ring: out.ring, by } })));
    deps.changed();
  };

  const end = (outcome: RingOutcome): void => {
    const out = own();
    stopRinging(null);
    if (out) deps.ended(out.ring, out.to, outcome);
  };

  const mayConnect = (member: MemberId): boolean =>
    can(governance.current(), member, 'connect', undefined, clock.now());

  const paceOf = (member: MemberId): Pace => {
    const known = paces.get(member) ?? createPace(limits.ringsPerCaller, minuteMs);
    paces.set(member, known);
    return known;
  };

  return {
    ring(to) {
      if (to === self || !governance.current().members.has(to)) return notFound;
      if (governance.presentMember(core.device.device) !== self || !mayConnect(self))
        return notAllowed('connect');
      if (line.outgoing !== null || line.incoming !== null) return err({ kind: 'line-busy' });
      if (deps.peerId() === null) return err({ kind: 'no-signaling' });
      if (!takeTurn(paceOf(to), clock.now())) return err({ kind: 'rings-too-often' });
      const ring = bytesToRingId(suite.random.bytes(ringBytes));
      line.outgoing = { community, ring, to, since: clock.now(), ringing: false };
      deps.changed();
      if (!mayConnect(to)) end('unavailable');
      else if (devicesOf(to).length === 0) end('away');
      else {
        cancelWaiting = clock.schedule(limits.ringMs, () => end('no-answer'));
        beat();
      }
      return ok({ ring });
    },
    cancel: () => end('cancelled'),
    ringing(from, ring, nonce) {
      const out = own();
      if (out === null || !isOf(from, ring) || nonces.has(from)) return;
      nonces.set(from, nonce);
      asides.say([{ to: from, message: { type: 'ring', ring, echo: nonce } }]);
      if (out.ringing) return;
      line.outgoing = { ...out, ringing: true };
      deps.changed();
    },
    refused(from, ring, why) {
      const out = own();
      if (out === null || !isOf(from, ring)) return;
      if (why !== 'busy') return end(why);
      busy.add(from);
      nonces.delete(from);
      if (devicesOf(out.to).every((device) => busy.has(device))) end('busy');
    },
    accepted(from, ring) {
      const pair = deps.pair();
      // What was said to it before may have been lost.
      if (pair?.ring === ring && governance.presentMember(from) === pair.member)
        asides.say([{ to: from, message: { type: 'over', ring, by: pair.device } }]);
      const out = own();
      if (out === null || !isOf(from, ring)) return;
      stopRinging(from);
      deps.answered({ ring, member: out.to, device: from });
    },
    giveWay: () => stopRinging(null),
    look() {
      const out = own();
      if (out === null) return;
      if (!governance.current().members.has(out.to) || !mayConnect(self)) end('cancelled');
      else if (!mayConnect(out.to)) end('unavailable');
    },
    stop: () => end('cancelled'),
  };
};
