/**
 * Calls of two between members: ringing, the call, and what is left of one that nobody answered. All of it is said
 * aside in the live room (asides.ts); of whom it comes the room has proven. Nothing enters the community's log.
 */
import { unreachable } from '../../../base/index.ts';
import type { DeviceId, MemberId, RingId } from '../../../model/index.ts';
import type { Aside } from '../../../protocol/index.ts';
import type { Line } from '../../calls/line.ts';
import type { Outcome } from '../../errors.ts';
import type { EventSink } from '../../events.ts';
import type { SelfState } from '../../self/self-state.ts';
import type { CommunityCore } from '../core.ts';
import type { LiveRoom, SealedAside } from '../live-room.ts';
import { createAsides } from './asides.ts';
import { createMissedCalls } from './missed-calls.ts';
import { createPairCall, type Pair, type PairCall } from './pair-call.ts';
import { createRingIns } from './ring-in.ts';
import { createRingOuts } from './ring-out.ts';

export type Ringing = {
  ring(to: MemberId): Outcome<{ readonly ring: RingId }>;
  /** The own ring is taken back. */
  cancel(): void;
  accept(ring: RingId): Outcome<Record<string, never>>;
  decline(ring: RingId): Outcome<Record<string, never>>;
  /** The person has seen that this member called. */
  putAway(member: MemberId): void;
  /** The call that came of this ring is over; whatever other call this device is in goes on. */
  hangUp(ring: RingId): void;
  readonly pair: Pick<PairCall, 'join' | 'update' | 'leave' | 'participants' | 'alive' | 'online'>;
  heard(from: DeviceId, member: MemberId, sealed: SealedAside): void;
  /** A device of this member is here now. */
  came(member: MemberId): void;
  /** Governance or the own address changed. */
  look(): void;
  stop(): void;
};

export type RingingDeps = {
  readonly core: CommunityCore;
  readonly self: SelfState;
  readonly line: Line;
  readonly room: () => Pick<LiveRoom, 'sayAside' | 'devicesOf'>;
  readonly peerId: () => string | null;
  readonly takesCalls: () => boolean;
  readonly isQuiet: () => boolean;
  readonly emit: EventSink;
};

export const createRinging = (deps: RingingDeps): Ringing => {
  const { core, self, line, room, peerId, takesCalls, isQuiet, emit } = deps;
  const { community, clock } = core;
  const asides = createAsides(core, (sealed) => room().sayAside(sealed));
  const devicesOf = (member: MemberId) => room().devicesOf(member);
  const changed = (): void => emit('ringingChanged', {});

  const pair = createPairCall({
    core,
    asides,
    peerId,
    onCalls: () => emit('callsChanged', { community }),
    onEnded: ({ ring, member }, end) => emit('pairEnded', { community, ring, member, end }),
  });
  const missed = createMissedCalls({
    core,
    self,
    asides,
    devicesOf,
    takesCalls,
    changed: () => emit('missedCallsChanged', {}),
    onMissed(member) {
      if (!isQuiet()) emit('callMissed', { community, member });
    },
  });
  const answered = (agreed: Pair): void => {
    const { ring, member } = agreed;
    pair.begin(agreed);
    missed.putAway(member);
    emit('pairBegan', { community, ring, member });
  };
  const outs = createRingOuts({
    core,
    line,
    asides,
    devicesOf,
    peerId,
    pair: pair.current,
    changed,
    answered,
    ended(ring, member, outcome) {
      // Who declined knows of it, and who takes no calls wants none told.
      if (outcome !== 'declined' && outcome !== 'unavailable')
        missed.tried(member, { ring, at: clock.now() });
      emit('ringOutEnded', { community, ring, member, outcome });
    },
  });
  const ins = createRingIns({
    core,
    line,
    asides,
    peerId,
    takesCalls,
    isQuiet,
    giveWay: outs.giveWay,
    changed,
    answered,
    missed: (ring, member) => missed.note(member, [{ ring, at: clock.now() }]),
    ended: (ring, member, end) => emit('ringInEnded', { community, ring, member, end }),
  });

  const hear = (from: DeviceId, member: MemberId, message: Aside) => {
    switch (message.type) {
      case 'ring':
        return ins.rang(from, member, message.ring, message.echo);
      case 'ringing':
        return outs.ringing(from, message.ring, message.nonce);
      case 'accept':
        return outs.accepted(from, message.ring);
      case 'refuse':
        return outs.refused(from, message.ring, message.why);
      case 'over':
        return ins.over(from, message.ring, message.by);
      case 'pair':
        return pair.heard(from, message);
      case 'hungUp':
        return pair.hungUp(from, message.ring);
      case 'missed':
        return missed.told(from, member, message.calls);
      case 'noted':
        return missed.noted(member, message.rings);
      default:
        unreachable(message);
    }
  };

  return {
    ring(to) {
      const rung = outs.ring(to);
      if (rung.ok) missed.putAway(to);
      return rung;
    },
    cancel: outs.cancel,
    accept: ins.accept,
    decline: ins.decline,
    putAway: missed.putAway,
    hangUp(ring) {
      if (pair.current()?.ring === ring) pair.leave();
    },
    pair,
    heard(from, member, sealed) {
      const message = asides.open(from, sealed);
      if (message) hear(from, member, message);
    },
    came: missed.tell,
    look() {
      pair.look();
      outs.look();
      ins.look();
    },
    stop() {
      outs.stop();
      ins.stop();
      pair.stop();
      missed.stop();
    },
  };
};
