/**
 * The community file as the client sees it: envelope log, outbox, timeline, search and the
 * person's own state (drafts, read positions), over one SQLite database.
 *
 * Every method is synchronous. Writes are one transaction each [S1]; `db.persist()` is the
 * client's to await. Throws only `StorageFailure` (the disk) or bugs; what peers can cause is a value.
 */
import type {
  ChannelId,
  EnvelopeContent,
  LogId,
  MemberId,
  MessageId,
  OpId,
  Position,
  RoleId,
  Stream,
  SystemLine,
} from '../model/index.ts';
import type { BarReason } from '../timeline/index.ts';
import type { DocumentStore } from './documents/document-types.ts';
import type { EnvelopeLog, OpenedContent, Outbox, StoredEnvelope, TimelineChange } from './envelope-types.ts';
import type { Rejected } from './timeline/rejected.ts';

export type MessageAuthor =
  | { readonly kind: 'member'; readonly member: MemberId }
  /** A name from elsewhere; `by` is the member who imported it. */
  | { readonly kind: 'imported'; readonly name: string; readonly by: MemberId };

export type MentionRow =
  | { readonly kind: 'member'; readonly member: MemberId }
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'everyone' };

export type ReactionRow = {
  readonly emoji: string;
  /** In the order of their reactions. */
  readonly members: readonly MemberId[];
};

export type MessageDelivery =
  | { readonly kind: 'saved' }
  | { readonly kind: 'relayed' }
  | { readonly kind: 'seen'; readonly devices: number }
  /** Written ahead of the clock: others don't see it before `until` (ms). */
  | { readonly kind: 'held'; readonly until: number };

/** Why only its author and moderators see a message. */
export type HeldRow = {
  /** By what was done about its author; before anything else. */
  readonly barred: BarReason | null;
  /** Slow mode. */
  readonly tooSoon: boolean;
  /** Rules that hide it. */
  readonly rules: readonly OpId[];
};

/** A message as folded, without any name that governance gives. */
export type MessageRow = {
  readonly id: MessageId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly position: Position;
  readonly author: MessageAuthor;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Empty when deleted. */
  readonly text: string;
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly replyTo: MessageId | null;
  readonly system: SystemLine | null;
  readonly mentions: readonly MentionRow[];
  /** In the order in which each emoji first appeared. */
  readonly reactions: readonly ReactionRow[];
  /** Set when messages hang from this one or it was given a thread name. */
  readonly threadInfo: ThreadInfoRow | null;
  /** Null for what other devices' members wrote. */
  readonly delivery: MessageDelivery | null;
  /** Null for what all see. */
  readonly held: HeldRow | null;
};

/** A message that rules put before the moderators, shown or not. */
export type FlaggedRow = { readonly message: MessageRow; readonly rules: readonly OpId[] };

export type ThreadInfoRow = {
  readonly count: number;
  /** Time and place of the newest; the root's own when there is none. */
  readonly lastAt: number;
  readonly lastPosition: Position;
  readonly name: string | null;
};

export type PageAnchor =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before'; readonly position: Position }
  | { readonly kind: 'after'; readonly position: Position }
  | { readonly kind: 'around'; readonly message: MessageId };

/** Oldest first. */
export type MessagePage = {
  readonly messages: readonly MessageRow[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
};

/** A channel's own timeline (`thread` null) or one thread in it. */
export type Place = { readonly channel: ChannelId; readonly thread: MessageId | null };

export type UnreadRow = Place & {
  /** Others' undeleted messages beyond the read position, counted up to limits.unreadCounted. */
  readonly unread: number;
  /** Of those, the ones that mention the person, a role of theirs or everyone. */
  readonly mentions: number;
  readonly readPosition: Position | null;
  readonly lastPosition: Position | null;
};

export type ChannelUnreadRow = UnreadRow & {
  /** Unread mentions in the channel's threads. */
  readonly threadMentions: number;
};

export type DraftRow = Place & {
  readonly text: string;
  readonly replyTo: MessageId | null;
  readonly updatedAt: number;
};

export type SearchQuery = {
  readonly text: string;
  /** Null searches all; otherwise only these (those the person may see). */
  readonly channels: readonly ChannelId[] | null;
  /** For the next page: the position of the last hit of the page before. */
  readonly before: Position | null;
  readonly limit: number;
};
export type SearchHitRow = {
  readonly message: MessageRow;
  /** Half-open UTF-16 ranges in `message.text`, ascending, not overlapping. */
  readonly ranges: readonly (readonly [number, number])[];
};
export type SearchResult = { readonly hits: readonly SearchHitRow[]; readonly hasMore: boolean };

export type TimelineQueries = {
  /** One message, deleted ones included; null when unknown, not counted or held back. */
  message(id: MessageId): MessageRow | null;
  /** A page of at most `limit` messages. `around` an unknown message gives the newest page. */
  page(place: Place, anchor: PageAnchor, limit: number): MessagePage;
  search(query: SearchQuery): SearchResult;
  /** Threads of a channel by newest message first: their roots. */
  threads(channel: ChannelId, limit: number): readonly MessageRow[];
  /** Of every channel. `roles` are the person's own. */
  unread(roles: readonly RoleId[], heedOf?: HeedOf): readonly ChannelUnreadRow[];
  /** Where each channel's own timeline ends. */
  newest(): ReadonlyMap<ChannelId, Position>;
  unreadIn(place: Place, roles: readonly RoleId[]): UnreadRow;
  /** Milliseconds at which the next held-back message is due; null when none is held. */
  nextDue(): number | null;
  /** The highest time folded so far that is not ahead of the clock beyond the drift limit, for `followTime`. */
  latestTime(): { readonly ms: number; readonly counter: number };
  /** The latest time that an edit, deletion, reaction or thread name of this message carries; null without any. */
  lastActTime(message: MessageId): { readonly ms: number; readonly counter: number } | null;
  /** When the own person last wrote in a place, later than `sinceMs`; null when they didn't. */
  lastOwnAt(place: Place, sinceMs: number): number | null;
  /** The message with this import source (16 bytes) in the channel, or null. */
  messageBySource(channel: ChannelId, source: Uint8Array): MessageId | null;
  /** Those of the sources (16 bytes, as hex) that a message of the channel has. */
  knownSources(channel: ChannelId, sources: readonly string[]): ReadonlySet<string>;
  messageCount(): number;
  /** What the rules flagged in these channels, newest first. */
  flagged(channels: readonly ChannelId[], limit: number): readonly FlaggedRow[];
  /** When an author posted in a channel from `sinceMs` on, newest first; what isn't shown is counted too. */
  postTimes(channel: ChannelId, author: MemberId, sinceMs: number): readonly number[];
};

/** Which mentions count beside those by name. */
export type Heed = { readonly everyone: boolean; readonly roles: boolean };
export type HeedOf = (channel: ChannelId, thread: MessageId | null) => Heed;

export type PersonState = {
  /** Moves the read position forward; false when it already was there or beyond. */
  markRead(place: Place, position: Position): boolean;
  readPosition(place: Place): Position | null;
  readPositions(): readonly (Place & { readonly position: Position })[];
  /** Empty text without a reply removes the draft. */
  saveDraft(place: Place, text: string, replyTo: MessageId | null): void;
  /** A draft of another device, unless what is here is as late. False when it stays. */
  takeDraft(place: Place, text: string, replyTo: MessageId | null, at: number): boolean;
  /** The row of a draft, empty where it was removed and that isn't forgotten yet. */
  draft(place: Place): DraftRow | null;
  drafts(): readonly DraftRow[];
  /** With the rows of those that were removed. */
  draftRows(): readonly DraftRow[];
  /** Lets go of the row of a draft that was removed by then. */
  forgetDraft(place: Place, at: number): void;
};

/** `nothing` is left of an erasure; a step was made and there is more; or only `scrub` of the database is. */
export type PurgeStep = 'nothing' | 'again' | 'scrub';

export type StoreMaintenance = {
  /**
   * Takes erased words out of the search index, a bounded step per call. After `scrub`, the caller scrubs
   * the database and calls `purged`; what a crash interrupts is taken up again [S6].
   */
  purgeStep(): PurgeStep;
  purged(): void;
  /**
   * Asks the authority again about what the named logs wrote or what stands in the named channels;
   * `all` when unsure. Call after governance changed. Only messages whose showing changed are named.
   */
  rejudge(
    scope:
      | { readonly kind: 'all' }
      /** Only what answered `waiting` so far. */
      | { readonly kind: 'waiting' }
      | { readonly kind: 'some'; readonly logs: readonly LogId[]; readonly channels: readonly ChannelId[] }
      /** Of each log what stands at `from` or later in a stream, and is dated from `sinceMs` on. */
      | {
          readonly kind: 'beyond';
          readonly reaches: readonly {
            readonly log: LogId;
            readonly from: (stream: Stream, log: LogId) => number;
            readonly sinceMs: number;
          }[];
        },
  ): TimelineChange;
  /**
   * Canonical text of all projections that follow from envelopes and governance alone: equal on every
   * replica with the same set. Left out: tombstones (a replica that got an erased body can't know them),
   * the person's own state, search internals, what isn't shown.
   */
  projectionDump(): string;
  /**
   * Drops the projections and folds them again from the stored envelopes. `open` decrypts one.
   * Tombstones whose bodies were erased are kept.
   */
  rebuild(open: (stored: StoredEnvelope) => EnvelopeContent | null): void;
  /** Folds operations that an older version of the app passed over; costs nothing when there was none. */
  takeUp(open: (stored: StoredEnvelope) => OpenedContent): TimelineChange;
  /** What stands in channels and counts for nobody, of the latest, by who wrote it where. */
  rejected(): readonly Rejected[];
  /** Small named values of this installation (incarnation nonce, relay cursor …). */
  setting(name: string): Uint8Array | null;
  saveSetting(name: string, value: Uint8Array | null): void;
};

export type CommunityStore = EnvelopeLog &
  Outbox &
  TimelineQueries &
  PersonState &
  DocumentStore &
  StoreMaintenance;
