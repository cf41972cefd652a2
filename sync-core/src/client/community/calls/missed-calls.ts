/**
 * Calls that came to nothing. Who was rung keeps them in the own document, so that all their devices know and one
 * of them is where it is put away. Who rang keeps them too until a device of the other has noted them: told when
 * both meet in the live room, for `limits.missedMs`. Each is known by its ring, however often it is told.
 */
import type { MissedCall, SelfKey, TriedCall } from '../../../documents/index.ts';
import { type DeviceId, limits, type MemberId, type RingId } from '../../../model/index.ts';
import { StorageFailure } from '../../../ports/index.ts';
import { createPace, type Pace, takeTurn } from '../../pace.ts';
import type { SelfState } from '../../self/self-state.ts';
import type { CommunityCore } from '../core.ts';
import type { Asides } from './asides.ts';

export type MissedCalls = {
  /** This member rang here in vain. */
  note(member: MemberId, calls: readonly TriedCall[]): void;
  /** The person has seen them. */
  putAway(member: MemberId): void;
  /** The own ring came to nothing. */
  tried(member: MemberId, call: TriedCall): void;
  /** Tells this member what they missed, where they are here. */
  tell(member: MemberId): void;
  told(from: DeviceId, member: MemberId, calls: readonly TriedCall[]): void;
  noted(member: MemberId, rings: readonly RingId[]): void;
  stop(): void;
};

export type MissedCallsDeps = {
  readonly core: CommunityCore;
  readonly self: SelfState;
  readonly asides: Asides;
  readonly devicesOf: (member: MemberId) => readonly DeviceId[];
  readonly takesCalls: () => boolean;
  readonly changed: () => void;
  /** News, and nothing keeps it from calling for attention. */
  readonly onMissed: (member: MemberId) => void;
};

const minuteMs = 60_000;

export const createMissedCalls = (deps: MissedCallsDeps): MissedCalls => {
  const { core, self, asides, devicesOf } = deps;
  const { community, clock, logger } = core;
  const paces = new Map<MemberId, Pace>();
  const missedKey = (member: MemberId) => ({ kind: 'missedCalls', community, member }) as const;
  const triedKey = (member: MemberId) => ({ kind: 'triedCalls', community, member }) as const;

  /** False where it could not be kept. */
  const keep = (...[key, value]: Parameters<Parameters<Parameters<SelfState['change']>[0]>[0]>): boolean => {
    try {
      self.change((set) => set(key, value));
      return true;
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      logger.warn('a call that was missed could not be kept', { reason: thrown.error.kind });
      return false;
    }
  };

  const isYoung = ({ at }: TriedCall): boolean => at > clock.now() - limits.missedMs;
  const missedOf = (member: MemberId): readonly MissedCall[] => self.get(missedKey(member)) ?? [];
  const triedOf = (member: MemberId): readonly TriedCall[] =>
    (self.get(triedKey(member)) ?? []).filter(isYoung);

  /** Whoever's clock it was: no later than now, and no longer ago than anything is told. */
  const clamp = (at: number): number =>
    Math.floor(Math.min(clock.now(), Math.max(at, clock.now() - limits.missedMs + minuteMs)));

  const note = (member: MemberId, calls: readonly TriedCall[]): boolean => {
    const known = missedOf(member);
    const news = calls.filter(({ ring }) => !known.some((call) => call.ring === ring));
    if (news.length === 0) return true;
    const added = news.map(({ ring, at }) => ({ ring, at: clamp(at), seen: false }));
    const all = [...known, ...added].sort((a, b) => a.at - b.at);
    if (!keep(missedKey(member), all.slice(-limits.missedPerCaller))) return false;
    deps.changed();
    deps.onMissed(member);
    return true;
  };

  const tell = (member: MemberId): void => {
    const calls = triedOf(member);
    if (calls.length === 0) return;
    asides.say(devicesOf(member).map((to) => ({ to, message: { type: 'missed', calls } })));
  };

  const keepTried = (member: MemberId, calls: readonly TriedCall[]): void => {
    keep(triedKey(member), calls.length === 0 ? null : calls.slice(-limits.triedPerMember));
  };

  const ownKeys = () =>
    self
      .keys('triedCalls')
      .filter((key: Extract<SelfKey, { kind: 'triedCalls' }>) => key.community === community);

  /** What was told may have been lost on its way; what is too old is told no more. */
  const look = (): void => {
    for (const { member } of ownKeys()) {
      const held = self.get(triedKey(member));
      const young = triedOf(member);
      if (held !== null && young.length < held.length) keepTried(member, young);
      tell(member);
    }
    cancel = clock.schedule(limits.missedAgainMs, look);
  };
  let cancel = clock.schedule(limits.missedAgainMs, look);

  return {
    note,
    putAway(member) {
      const known = missedOf(member);
      if (known.every(({ seen }) => seen)) return;
      keep(
        missedKey(member),
        known.map((call) => ({ ...call, seen: true })),
      );
      deps.changed();
    },
    tried(member, call) {
      keepTried(member, [...triedOf(member), call]);
      tell(member);
    },
    tell,
    told(from, member, calls) {
      const pace = paces.get(member) ?? createPace(limits.ringsPerCaller, minuteMs);
      paces.set(member, pace);
      if (!takeTurn(pace, clock.now())) return;
      if (deps.takesCalls() && !note(member, calls)) return;
      asides.say([{ to: from, message: { type: 'noted', rings: calls.map(({ ring }) => ring) } }]);
    },
    noted(member, rings) {
      const held = self.get(triedKey(member));
      if (held === null) return;
      const left = held.filter(({ ring }) => !rings.includes(ring));
      if (left.length < held.length) keepTried(member, left);
    },
    stop: () => cancel(),
  };
};
