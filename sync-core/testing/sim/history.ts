/** What was asked of the installations and what they answered: all that the checker knows. */

import type { TimelinePlace } from '../../src/index.ts';
import type { ChannelId, MemberId, MessageId, Position } from '../../src/model/index.ts';

export type Act =
  | { readonly kind: 'post'; readonly place: TimelinePlace; readonly text: string; message: MessageId | null }
  | { readonly kind: 'edit'; readonly message: MessageId; readonly text: string }
  | { readonly kind: 'remove'; readonly message: MessageId }
  | { readonly kind: 'react'; readonly message: MessageId; readonly emoji: string; readonly on: boolean }
  | { readonly kind: 'channel'; readonly name: string; channel: ChannelId | null }
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'read'; readonly place: TimelinePlace; readonly position: Position }
  | { readonly kind: 'join' };

export type Entry = {
  readonly number: number;
  readonly who: string;
  readonly act: Act;
  /** `open`: never answered (a crash came first), so it may have happened or not. */
  state: 'open' | 'acknowledged' | 'refused';
};

export type History = {
  readonly entries: readonly Entry[];
  readonly members: ReadonlyMap<string, MemberId>;
  begin(who: string, act: Act): Entry;
  nameMember(who: string, member: MemberId): void;
};

export const createHistory = (): History => {
  const entries: Entry[] = [];
  const members = new Map<string, MemberId>();
  return {
    entries,
    members,
    begin(who, act) {
      const entry: Entry = { number: entries.length, who, act, state: 'open' };
      entries.push(entry);
      return entry;
    },
    nameMember: (who, member) => void members.set(who, member),
  };
};
