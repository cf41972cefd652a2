/** Events: what changed, past tense; the UI re-reads what it shows. */
import type { ChannelId, CommunityId, ImportProgress, MessageId } from '@maru/sync-core';

export type Events = {
  /** The result of the `app` query changed. */
  appChanged: Record<string, never>;
  communitiesChanged: Record<string, never>;
  /** Channels, categories, marks, permissions or connection of one community. */
  sidebarChanged: { readonly community: CommunityId };
  membersChanged: { readonly community: CommunityId };
  /** Messages were added at the newest end of a place. `thread` null is the channel itself. */
  timelineAppended: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
    readonly mine: boolean;
  };
  /** Messages changed in place (edits, reactions, states, deletions), or older ones arrived (`messages` null: re-read the page). */
  timelineChanged: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly messages: readonly MessageId[] | null;
  };
  typingChanged: { readonly community: CommunityId };
  settingsChanged: Record<string, never>;
  /** A mention of the own person arrived, not yet read. Shown as a system notification where allowed. */
  mentioned: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
    readonly message: MessageId;
    readonly title: string;
    readonly body: string;
  };
  importProgressed: ImportProgress;
  /** Frames for a direct link, and that it should be closed. */
  directSend: { readonly link: string; readonly frame: Uint8Array };
  directClose: { readonly link: string };
  /** The list of directly reachable peers changed: re-read `direct`. */
  directChanged: { readonly community: CommunityId };
  storageFailed: { readonly kind: 'full' | 'corrupt' | 'io' | 'busy' };
};
export type EventName = keyof Events;
