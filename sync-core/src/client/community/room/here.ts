/** Who is here: what each device says of itself until it leaves or falls silent. */
import { type DeviceId, limits, type MemberId } from '../../../model/index.ts';
import type { Clock } from '../../../ports/index.ts';
import { createFading } from './fading.ts';

export type Presence = 'online' | 'away';
type Seen = { readonly presence: Presence; readonly peerId: string | null };

export type Here = {
  /** True when this device wasn't here before. */
  heard(from: DeviceId, seen: Seen): boolean;
  left(from: DeviceId): void;
  presenceOf(member: MemberId): Presence | 'offline';
  devicesOf(member: MemberId): readonly DeviceId[];
  peers(): readonly { readonly device: DeviceId; readonly peerId: string }[];
  size(): number;
  stop(): void;
};

export type HereDeps = {
  readonly clock: Clock;
  readonly memberOf: (device: DeviceId) => MemberId | null;
  readonly onPresence: () => void;
  readonly onPeers: () => void;
};

export const createHere = ({ clock, memberOf, onPresence, onPeers }: HereDeps): Here => {
  const gone = (): void => {
    onPresence();
    onPeers();
  };
  const others = createFading<DeviceId, Seen>({ clock, lifeMs: 2 * limits.presenceMs, faded: gone });
  return {
    heard(from, seen) {
      const before = others.get(from);
      others.say(from, seen);
      if (before?.presence !== seen.presence) onPresence();
      if (before?.peerId !== seen.peerId) onPeers();
      return before === undefined;
    },
    left(from) {
      if (others.forget(from)) gone();
    },
    presenceOf(member) {
      let best: Presence | 'offline' = 'offline';
      for (const [device, { presence }] of others.entries()) {
        if (memberOf(device) !== member) continue;
        if (presence === 'online') return 'online';
        best = presence;
      }
      return best;
    },
    devicesOf: (member) =>
      [...others.entries()].flatMap(([device]) => (memberOf(device) === member ? [device] : [])),
    peers: () =>
      [...others.entries()].flatMap(([device, { peerId }]) =>
        peerId === null || memberOf(device) === null ? [] : [{ device, peerId }],
      ),
    size: others.size,
    stop: others.stop,
  };
};
