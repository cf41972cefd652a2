/**
 * A call of two: the two devices, and nobody else. What each says of itself goes to the other alone. It ends for
 * both when one hangs up, may connect no more, or says nothing for `limits.pairAloneMs` [T12, T15].
 */
import { bytesEqual, bytesToHex, err, hexToBytes, ok } from '../../../base/index.ts';
import { can } from '../../../governance/index.ts';
import { type DeviceId, limits, type MemberId, type RingId } from '../../../model/index.ts';
import type { Aside } from '../../../protocol/index.ts';
import type { CallParticipantView } from '../../call-views.ts';
import { notAllowed, notFound, type Outcome } from '../../errors.ts';
import type { PairEnd } from '../../ringing-views.ts';
import type { CommunityCore } from '../core.ts';
import type { Asides } from './asides.ts';
import type { CallState } from './call-roster.ts';
import { participantView, type SaidInCall } from './participant.ts';

/** The other end of a call of two. */
export type Pair = { readonly ring: RingId; readonly member: MemberId; readonly device: DeviceId };
type PairWord = Extract<Aside, { readonly type: 'pair' }>;

export type PairCall = {
  /** Both agreed on it; each is in once their page joined. */
  begin(pair: Pair): void;
  current(): Pair | null;
  join(
    ring: RingId,
    fingerprint: string,
    state: CallState,
  ): Outcome<{ readonly session: string; readonly peerId: string }>;
  update(state: Partial<CallState>): void;
  leave(): void;
  heard(from: DeviceId, message: PairWord): void;
  hungUp(from: DeviceId, ring: RingId): void;
  /** Media of these comes in: they are there, even if their word doesn't get through (a relay is away). */
  alive(devices: readonly DeviceId[]): void;
  /** The room can be reached again. */
  online(): void;
  /** Permissions or the own address changed. */
  look(): void;
  participants(ring: RingId): readonly CallParticipantView[];
  stop(): void;
};

export type PairCallDeps = {
  readonly core: CommunityCore;
  readonly asides: Asides;
  readonly peerId: () => string | null;
  readonly onCalls: () => void;
  readonly onEnded: (pair: Pair, end: PairEnd) => void;
};

const sessionBytes = 16;
/** Who begins anew is answered at most so often: a relay lets everybody say only so much. */
const greetMs = 500;

export const createPairCall = ({ core, asides, peerId, onCalls, onEnded }: PairCallDeps): PairCall => {
  const { suite, clock, governance, device, self } = core;
  let pair: Pair | null = null;
  let own: SaidInCall | null = null;
  let other: SaidInCall | null = null;
  let cancelBeat: (() => void) | null = null;
  let cancelSilence: (() => void) | null = null;
  let cancelAlone: (() => void) | null = null;
  let cancelGreeting: (() => void) | null = null;
  let lastBeatMs = Number.NEGATIVE_INFINITY;
  let silentAt = 0;

  const forget = (): void => {
    for (const cancel of [cancelBeat, cancelSilence, cancelAlone, cancelGreeting]) cancel?.();
    cancelBeat = cancelSilence = cancelAlone = cancelGreeting = null;
    pair = own = other = null;
    onCalls();
  };

  const end = (why: PairEnd): void => {
    const was = pair;
    forget();
    if (was) onEnded(was, why);
  };

  const beat = (): void => {
    cancelBeat?.();
    cancelGreeting?.();
    cancelBeat = cancelGreeting = null;
    if (pair === null || own === null) return;
    lastBeatMs = clock.now();
    asides.say([{ to: pair.device, message: { type: 'pair', ring: pair.ring, ...own } }]);
    cancelBeat = clock.schedule(limits.callBeatMs, beat);
  };

  const greet = (): void => {
    if (Math.abs(clock.now() - lastBeatMs) >= greetMs) beat();
    else cancelGreeting ??= clock.schedule(greetMs, beat);
  };

  const waitForOther = (): void => {
    cancelAlone?.();
    cancelAlone = clock.schedule(limits.pairAloneMs, () => end({ kind: 'lost' }));
  };

  const forgetIn = (delayMs: number): void => {
    cancelSilence?.();
    silentAt = clock.now() + delayMs;
    cancelSilence = clock.schedule(delayMs, () => {
      other = null;
      onCalls();
    });
  };

  const leave = (): void => {
    if (pair === null) return;
    asides.say([{ to: pair.device, message: { type: 'hungUp', ring: pair.ring } }]);
    forget();
  };

  const mayTakePart = (member: MemberId): boolean =>
    can(governance.current(), member, 'connect', undefined, clock.now());

  const viewOf = (from: DeviceId, said: SaidInCall | null): readonly CallParticipantView[] => {
    const member = governance.presentMember(from);
    if (said === null || member === null) return [];
    // Two are connected directly: nobody stands between whom frames would have to be sealed from.
    const standing = { serverMuted: false, serverDeafened: false, seals: false, wants: null };
    return [participantView(core, from, member, said, standing)];
  };

  return {
    begin(next) {
      leave();
      pair = next;
      waitForOther();
      onCalls();
    },
    current: () => pair,
    join(ring, fingerprint, state) {
      if (pair?.ring !== ring) return notFound;
      if (!mayTakePart(self)) return notAllowed('connect');
      onCalls();
      const address = peerId();
      if (address === null) return err({ kind: 'no-signaling' });
      const session = suite.random.bytes(sessionBytes);
      own = {
        session,
        peerId: address,
        fingerprint: hexToBytes(fingerprint),
        joinedAt: clock.now(),
        ...state,
      };
      beat();
      onCalls();
      return ok({ session: bytesToHex(session), peerId: address });
    },
    update(state) {
      if (own === null) return;
      own = { ...own, ...state };
      beat();
      onCalls();
    },
    leave,
    heard(from, { type: _, ring, ...said }) {
      if (pair?.ring !== ring || pair.device !== from) return;
      const isNew = other === null || !bytesEqual(other.session, said.session);
      other = said;
      waitForOther();
      forgetIn(limits.callSilenceMs);
      // Who comes second isn't left waiting for the next beat.
      if (isNew) greet();
      onCalls();
    },
    hungUp(from, ring) {
      if (pair?.ring === ring && pair.device === from) end({ kind: 'hung-up' });
    },
    alive(devices) {
      if (pair === null || other === null || !devices.includes(pair.device)) return;
      waitForOther();
      if (clock.now() + limits.callAliveMs > silentAt) forgetIn(limits.callAliveMs);
    },
    online: beat,
    look() {
      if (pair === null) return;
      const isHere =
        governance.presentMember(pair.device) === pair.member &&
        governance.presentMember(device.device) === self;
      if (!isHere || !mayTakePart(self) || !mayTakePart(pair.member)) {
        const was = pair;
        leave();
        onEnded(was, { kind: 'not-allowed' });
        return;
      }
      const address = peerId();
      if (own === null || address === null || address === own.peerId) return;
      own = { ...own, peerId: address };
      beat();
      onCalls();
    },
    participants: (ring) =>
      pair?.ring === ring ? [...viewOf(device.device, own), ...viewOf(pair.device, other)] : [],
    stop: leave,
  };
};
