/**
 * What the host tells the UI: plain data, structured-cloneable, already resolved for showing.
 * Times are milliseconds since the Unix epoch.
 */
import type {
  CategoryId,
  ChannelId,
  ChannelKind,
  CommunityId,
  DeviceId,
  DocumentKind,
  MemberId,
  MessageId,
  PaletteColour,
  Permission,
  Position,
  RoleId,
  SystemLine,
} from '../model/index.ts';
import type { StorageError } from '../ports/index.ts';
import type { VoiceAccessView } from './call-views.ts';
import type { HeldView } from './moderation-views.ts';
import type { TimeoutView } from './people-views.ts';
import type { SendRefusal } from './structure-views.ts';

export type ProfileView = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly recoveryConfirmed: boolean;
};

/** How a community's link to the others stands. */
export type ConnectionView = {
  readonly status: 'offline' | 'connecting' | 'catching-up' | 'online';
  /** When it last changed to or from online; null if never online. */
  readonly since: number | null;
  /** While catching up: envelopes still missing, of how many. */
  readonly missing: number;
  readonly total: number;
  /** Committed here and not yet held by any relay. */
  readonly unsent: number;
  /** Devices linked directly, without the relay. */
  readonly directPeers: number;
  /** Why the last attempt failed, when it did. */
  readonly problem: 'unreachable' | 'refused' | 'version' | 'quota' | 'proof' | null;
  readonly relayUrl: string;
};

export type CommunitySummary = {
  readonly id: CommunityId;
  readonly name: string;
  readonly description: string;
  /** Names the picture, which is a query of its own; null where there is none. */
  readonly icon: string | null;
  /** Of what isn't muted. */
  readonly unread: boolean;
  readonly muted: boolean;
  readonly mentions: number;
  readonly connection: ConnectionView;
  readonly membership: MembershipView;
};

/** Why an invite lets nobody in. `unknown`: nobody in reach knows it, so it was never valid here or has not arrived yet. */
export type JoinRefusal = 'revoked' | 'paused' | 'expired' | 'used-up' | 'unknown';

/** The own membership. All but `member` can take another invite, or be removed from the list. */
export type MembershipView =
  | { readonly kind: 'member' }
  /** The others' governance has not arrived yet. */
  | { readonly kind: 'pending' }
  /** Asked to come in, under this name, by an invite that wants approval. */
  | { readonly kind: 'waiting'; readonly name: string; readonly since: number }
  /** Was not let in. `askAgainAt`: from when on the same invite may be asked by again; null where it may not. */
  | {
      readonly kind: 'declined';
      readonly by: string;
      readonly reason: string;
      readonly at: number;
      readonly askAgainAt: number | null;
    }
  /** Took the request back. */
  | { readonly kind: 'withdrawn'; readonly askAgainAt: number | null }
  | { readonly kind: 'refused'; readonly reason: JoinRefusal }
  /** `by` null: of one's own accord. */
  | {
      readonly kind: 'removed';
      readonly banned: boolean;
      readonly by: string | null;
      readonly reason: string;
    }
  /** The person took this device away: what is here stays readable, and nothing more is written. */
  | { readonly kind: 'device-removed' }
  /** The community's file could not be opened, so nothing is known; it stays as it is. */
  | { readonly kind: 'unopened'; readonly error: StorageError };

export type ChannelView = {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly category: CategoryId | null;
  /** False where it is muted. */
  readonly unread: boolean;
  /** By itself or by what it is in. */
  readonly muted: boolean;
  /** Those that count after mutes, levels and what is suppressed: by name they always do. */
  readonly mentions: number;
  /** Why the own person can't write in it; null when they may. */
  readonly sendRefusal: SendRefusal | null;
  /** The same for its threads. */
  readonly threadRefusal: SendRefusal | null;
  readonly slowModeSeconds: number;
  /** Until when slow mode keeps the own person waiting; null when they may write at once. */
  readonly slowModeUntil: number | null;
  /** Read-only: itself or its category. */
  readonly archived: boolean;
  /** Goes by overwrites of its own, not by its category's. */
  readonly outOfStep: boolean;
  /** Not everyone sees it: it has keys of its own. */
  readonly private: boolean;
  readonly mayManage: boolean;
  readonly hasDraft: boolean;
  /** Nobody has said anything in it yet. */
  readonly empty: boolean;
  /** What the own person may do in its call; null where there is none. */
  readonly voice: VoiceAccessView | null;
};
export type CategoryView = {
  readonly id: CategoryId;
  readonly name: string;
  readonly archived: boolean;
  readonly muted: boolean;
  readonly mayManage: boolean;
};
export type SidebarView = {
  readonly community: CommunitySummary;
  /** In display order. */
  readonly categories: readonly CategoryView[];
  /** In display order; those without a category first. */
  readonly channels: readonly ChannelView[];
  /** What newcomers see first. */
  readonly systemChannel: ChannelId | null;
  /** What the own member may do community-wide. */
  readonly permissions: readonly Permission[];
  /** Set while all of this is what the inviter's device signed then, and not yet the record itself. */
  readonly firstLook: { readonly at: number; readonly members: number } | null;
};

export type AuthorView =
  | {
      readonly kind: 'member';
      readonly member: MemberId;
      readonly name: string;
      readonly colour: PaletteColour;
    }
  | { readonly kind: 'imported'; readonly name: string; readonly colour: PaletteColour };

/** Where a message is. Only own messages go through the first three. */
export type MessageState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'relayed' }
  | { readonly kind: 'seen'; readonly devices: number }
  | { readonly kind: 'held'; readonly until: number };

export type ReactionView = {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  /** Names of the first few. */
  readonly names: readonly string[];
};
export type ReplyView = {
  readonly id: MessageId;
  readonly author: AuthorView | null;
  readonly excerpt: string;
  readonly deleted: boolean;
};
export type ThreadView = {
  readonly count: number;
  readonly lastAt: number;
  readonly name: string | null;
  readonly unread: boolean;
};
export type MentionView =
  | { readonly kind: 'member'; readonly member: MemberId; readonly name: string }
  | { readonly kind: 'role'; readonly role: RoleId; readonly name: string }
  | { readonly kind: 'everyone' };

export type MessageView = {
  readonly id: MessageId;
  readonly channel: ChannelId;
  /** The message whose thread this one is in. */
  readonly thread: MessageId | null;
  readonly position: Position;
  readonly author: AuthorView;
  readonly at: number;
  /** Markdown. A mention is written `<@memberId>`, `<@&roleId>` or `@everyone`. Empty when deleted. */
  readonly text: string;
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly replyTo: ReplyView | null;
  readonly reactions: readonly ReactionView[];
  readonly threadInfo: ThreadView | null;
  readonly mentions: readonly MentionView[];
  readonly mentionsMe: boolean;
  readonly system: SystemLine | null;
  readonly mine: boolean;
  /** Null for what others wrote. */
  readonly state: MessageState | null;
  /** Why others don't see it; null for what all see. */
  readonly held: HeldView | null;
};

/** Messages oldest first. */
export type TimelinePage = {
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** Up to where the own person has read; null for nothing. */
  readonly readPosition: Position | null;
};

export type MemberView = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly roles: readonly RoleId[];
  readonly presence: 'online' | 'away' | 'offline';
  readonly me: boolean;
  readonly joinedAt: number;
  readonly timeout: TimeoutView | null;
};
export type RoleView = {
  readonly id: RoleId;
  readonly name: string;
  readonly colour: PaletteColour | null;
  readonly hoist: boolean;
  readonly mentionable: boolean;
};
/** Groups in display order: hoisted roles, then online, then offline. */
export type MembersView = {
  readonly owner: MemberId | null;
  readonly roles: readonly RoleView[];
  readonly members: readonly MemberView[];
};

export type SearchHit = {
  readonly message: MessageView;
  readonly channelName: string;
  /** Half-open ranges in `message.text` (UTF-16) that matched. */
  readonly ranges: readonly (readonly [number, number])[];
};
/** A note, or a card of a board, that says what is looked for. */
export type DocumentHit = {
  readonly kind: DocumentKind;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly title: string;
  readonly channelName: string;
  readonly threadName: string | null;
  /** Of a board: the card that says so. */
  readonly card: string | null;
  readonly excerpt: string;
  /** Half-open ranges in `excerpt` (UTF-16) that matched. */
  readonly ranges: readonly (readonly [number, number])[];
};
export type SearchPage = {
  readonly hits: readonly SearchHit[];
  readonly hasMore: boolean;
  /** Notes and cards, with the first page only. */
  readonly documents: readonly DocumentHit[];
};

export type InvitePreview = {
  readonly community: CommunityId;
  readonly name: string;
  readonly relayUrl: string;
  readonly alreadyMember: boolean;
};

export type TypingView = {
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly members: readonly { readonly member: MemberId; readonly name: string }[];
};

export type SettingsView = {
  readonly language: 'system' | 'ko' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'cosy' | 'compact';
  /** Pixels, 12 to 20. */
  readonly textSize: number;
  readonly notifications: boolean;
  /** Whether notifications show what was written. */
  readonly notificationText: boolean;
  readonly sendTyping: boolean;
  /** Whether members may ring. */
  readonly takesCalls: boolean;
};

export type ImportProgress = {
  readonly id: string;
  readonly phase: 'reading' | 'writing' | 'done' | 'failed' | 'stopped';
  readonly files: number;
  readonly filesDone: number;
  readonly lines: number;
  readonly messages: number;
  readonly skippedDoubles: number;
  readonly malformed: number;
  readonly elapsedMs: number;
};

export type DeviceView = { readonly device: DeviceId; readonly member: MemberId };
