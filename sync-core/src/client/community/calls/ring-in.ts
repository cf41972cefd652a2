/**
 * Being rung. A ring counts only from a member who may connect, only once its caller has repeated a number made up
 * here (so it is of this moment), only as often as `limits` allow, and one at a time: what a modified client says
 * beyond that changes nothing here [T12]. While the person wants no disturbance nothing rings; the call is missed.
 */
import { bytesEqual, err, ok } from '../../../base/index.ts';
import { can } from '../../../governance/index.ts';
import { type DeviceId, limits, type MemberId, type RingId } from '../../../model/index.ts';
import type { Aside } from '../../../protocol/index.ts';
import type { Line } from '../../calls/line.ts';
import { notAllowed, notFound, type Outcome } from '../../errors.ts';
import { createPace, type Pace, takeTurn } from '../../pace.ts';
import type { RingEnd } from '../../ringing-views.ts';
import type { CommunityCore } from '../core.ts';
import { createFading } from '../room/fading.ts';
import type { Asides } from './asides.ts';
import type { Pair } from './pair-call.ts';

export type RingIns = {
  rang(from: DeviceId, member: MemberId, ring: RingId, echo: Uint8Array | null): void;
  over(from: DeviceId, ring: RingId, by: DeviceId | null): void;
  accept(ring: RingId): Outcome<Record<string, never>>;
  decline(ring: RingId): Outcome<Record<string, never>>;
  look(): void;
  stop(): void;
};

export type RingInsDeps = {
  readonly core: CommunityCore;
  readonly line: Line;
  readonly asides: Asides;
  readonly peerId: () => string | null;
  readonly takesCalls: () => boolean;
  /** Nothing shall disturb now. */
  readonly isQuiet: () => boolean;
  /** The own ring gives way to theirs, as both called each other at once. */
  readonly giveWay: () => void;
  readonly changed: () => void;
  readonly answered: (pair: Pair) => void;
  readonly missed: (ring: RingId, member: MemberId) => void;
  readonly ended: (ring: RingId, member: MemberId, end: RingEnd) => void;
};

const nonceBytes = 16;
const minuteMs = 60_000;
type Unproven = { readonly ring: RingId; readonly nonce: Uint8Array };

export const createRingIns = (deps: RingInsDeps): RingIns => {
  const { core, line, asides } = deps;
  const { suite, clock, governance, community, device, self } = core;
  const unproven = createFading<DeviceId, Unproven>({
    clock,
    lifeMs: limits.callSilenceMs,
    faded: () => undefined,
  });
  /** Rings that are done with here: what is still said of them is nothing new. */
  const past = new Set<RingId>();
  const callers = new Map<MemberId, { readonly rings: Pace; readonly answers: Pace }>();
  let cancelSilence: (() => void) | null = null;
  let cancelRinging: (() => void) | null = null;
  let cancelAccepting: (() => void) | null = null;

  const own = () => (line.incoming?.community === community ? line.incoming : null);

  const pacesOf = (member: MemberId) => {
    const known = callers.get(member) ?? {
      rings: createPace(limits.ringsPerCaller, minuteMs),
      answers: createPace(limits.ringAnswers, minuteMs),
    };
    callers.set(member, known);
    return known;
  };

  const answer = (to: DeviceId, member: MemberId, message: Aside): void => {
    if (takeTurn(pacesOf(member).answers, clock.now())) asides.say([{ to, message }]);
  };

  const putPast = (ring: RingId): void => {
    past.add(ring);
    for (const oldest of past) {
      if (past.size <= limits.ringsOver) break;
      past.delete(oldest);
    }
  };

  const end = (why: RingEnd): void => {
    const ringing = own();
    for (const cancel of [cancelSilence, cancelRinging, cancelAccepting]) cancel?.();
    cancelSilence = cancelRinging = cancelAccepting = null;
    if (ringing === null) return;
    line.incoming = null;
    putPast(ringing.ring);
    deps.changed();
    if (why === 'missed') deps.missed(ringing.ring, ringing.from);
    deps.ended(ringing.ring, ringing.from, why);
  };

  /** While the caller goes on saying so. */
  const keepRinging = (): void => {
    cancelSilence?.();
    cancelSilence = clock.schedule(limits.callSilenceMs, () => end('missed'));
  };

  const sayAccept = (untilMs: number): void => {
    const ringing = own();
    if (ringing === null) return;
    if (clock.now() >= untilMs) {
      end('lost');
      return;
    }
    asides.say([{ to: ringing.device, message: { type: 'accept', ring: ringing.ring } }]);
    cancelAccepting = clock.schedule(limits.ringAgainMs, () => sayAccept(untilMs));
  };

  const takeUp = (): void => {
    const ringing = own();
    if (ringing === null || ringing.answering) return;
    line.incoming = { ...ringing, answering: true };
    cancelSilence?.();
    cancelRinging?.();
    cancelSilence = cancelRinging = null;
    deps.changed();
    sayAccept(clock.now() + limits.ringAcceptMs);
  };

  const mayConnect = (member: MemberId): boolean =>
    can(governance.current(), member, 'connect', undefined, clock.now());

  /** Whom this person rings at the same moment. */
  const meets = (member: MemberId): boolean =>
    line.outgoing?.community === community && line.outgoing.to === member;

  /** It is of this moment: it rings, if it may. */
  const proven = (from: DeviceId, member: MemberId, ring: RingId) => {
    const now = clock.now();
    if (!takeTurn(pacesOf(member).rings, now) || !takeTurn(line.heard, now)) return putPast(ring);
    const isMeeting = meets(member);
    if (!isMeeting && deps.isQuiet()) {
      putPast(ring);
      deps.missed(ring, member);
      return;
    }
    if (isMeeting) deps.giveWay();
    line.incoming = { community, ring, from: member, device: from, since: now, answering: false };
    cancelRinging = clock.schedule(limits.ringMs + limits.ringBeatMs, () => end('missed'));
    keepRinging();
    deps.changed();
    if (isMeeting) takeUp();
  };

  return {
    rang(from, member, ring, echo) {
      if (member === self || past.has(ring) || !mayConnect(member)) return;
      const ringing = own();
      if (ringing?.ring === ring) {
        if (ringing.device === from && !ringing.answering) keepRinging();
        return;
      }
      if (!deps.takesCalls() || !mayConnect(self))
        return answer(from, member, { type: 'refuse', ring, why: 'unavailable' });
      // Of two who ring each other the smaller ring is the one that becomes a call.
      if (meets(member) && line.outgoing !== null && line.outgoing.ring < ring) return;
      if (line.incoming !== null || (line.outgoing !== null && !meets(member)))
        return answer(from, member, { type: 'refuse', ring, why: 'busy' });
      const known = unproven.get(from);
      if (known?.ring !== ring) {
        if (known === undefined && unproven.size() >= limits.ringsUnproven) return;
        const nonce = suite.random.bytes(nonceBytes);
        unproven.say(from, { ring, nonce });
        return answer(from, member, { type: 'ringing', ring, nonce });
      }
      if (echo === null || !bytesEqual(echo, known.nonce))
        return answer(from, member, { type: 'ringing', ring, nonce: known.nonce });
      unproven.forget(from);
      proven(from, member, ring);
    },
    over(from, ring, by) {
      if (unproven.get(from)?.ring === ring) unproven.forget(from);
      const ringing = own();
      if (ringing?.ring !== ring || ringing.device !== from) return;
      if (by === device.device && ringing.answering) {
        const pair = { ring, member: ringing.from, device: from };
        line.incoming = null;
        cancelAccepting?.();
        putPast(ring);
        deps.changed();
        deps.answered(pair);
      } else end(by === null ? 'over' : 'elsewhere');
    },
    accept(ring) {
      if (own()?.ring !== ring) return notFound;
      if (!mayConnect(self)) return notAllowed('connect');
      if (deps.peerId() === null) return err({ kind: 'no-signaling' });
      takeUp();
      return ok({});
    },
    decline(ring) {
      const ringing = own();
      if (ringing?.ring !== ring) return notFound;
      asides.say([{ to: ringing.device, message: { type: 'refuse', ring, why: 'declined' } }]);
      end('declined');
      return ok({});
    },
    look() {
      const ringing = own();
      if (ringing === null) return;
      const isThere = governance.presentMember(ringing.device) === ringing.from;
      if (!isThere || !mayConnect(ringing.from) || !mayConnect(self)) end('lost');
    },
    stop() {
      unproven.stop();
      for (const cancel of [cancelSilence, cancelRinging, cancelAccepting]) cancel?.();
      if (own()) line.incoming = null;
    },
  };
};
