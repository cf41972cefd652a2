/** Who types where. One place a device: who types elsewhere has stopped here. */
import {
  type ChannelId,
  type DeviceId,
  limits,
  type MemberId,
  type MessageId,
} from '../../../model/index.ts';
import type { Clock } from '../../../ports/index.ts';
import { createFading } from './fading.ts';

type Typing = { readonly channel: ChannelId; readonly thread: MessageId | null; readonly member: MemberId };
export type TypingPlace = {
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly members: readonly MemberId[];
};

export type Typists = {
  heard(from: DeviceId, typing: Typing): void;
  /** This member's message arrived: they no longer type. */
  wrote(member: MemberId): void;
  now(): readonly TypingPlace[];
  stop(): void;
};

export const createTypists = (clock: Clock, onTyping: () => void): Typists => {
  const typists = createFading<DeviceId, Typing>({ clock, lifeMs: 2 * limits.typingMs, faded: onTyping });
  return {
    heard(from, typing) {
      typists.say(from, typing);
      onTyping();
    },
    wrote(member) {
      let changed = false;
      for (const [device, entry] of [...typists.entries()])
        if (entry.member === member) changed = typists.forget(device) || changed;
      if (changed) onTyping();
    },
    now() {
      const places = new Map<string, { channel: ChannelId; thread: MessageId | null; members: MemberId[] }>();
      for (const [, { channel, thread, member }] of typists.entries()) {
        const key = `${channel}${thread ?? ''}`;
        const place = places.get(key) ?? { channel, thread, members: [] };
        if (!place.members.includes(member)) place.members.push(member);
        places.set(key, place);
      }
      return [...places.values()];
    },
    stop: typists.stop,
  };
};
