/** What the community file holds of notes and boards beside their envelopes. */

import type { LogOpening } from '../../crypto/types.ts';
import type {
  ChannelId,
  CommentOutcome,
  DocumentStream,
  LogId,
  LogLength,
  MemberId,
  OpId,
} from '../../model/index.ts';
import type { MessageRow, Place } from '../community-store.ts';
import type { AnchoredOp } from '../timeline/comment-text.ts';

/** An update that an own page wrote and that isn't in the log yet, in the order of `id`. */
export type PendingUpdate = {
  readonly id: number;
  /** Under whose bound id it was written. */
  readonly log: LogId;
  readonly seat: number;
  readonly branch: OpId | null;
  readonly update: Uint8Array;
  readonly at: number;
};

/** Whether a document lags behind its log: by its end (`tail`), or in anything (`all`). */
export type DocumentLag = 'none' | 'tail' | 'all';

/** A document as it was last read in. */
export type DocumentSummary = {
  readonly stream: DocumentStream;
  readonly title: string;
  /** 0 and null: nothing of it counts. */
  readonly changedAt: number;
  readonly changedBy: MemberId | null;
  readonly lag: DocumentLag;
  /** Logs that go on with what can't be opened or judged yet, and updates that rest on what isn't here. */
  readonly waiting: number;
};

export type StoredDocument = DocumentSummary & {
  /** The engine's; null: all has to be read in. */
  readonly state: Uint8Array | null;
  /** How much of each log is in it. */
  readonly vector: readonly Pick<LogLength, 'log' | 'length'>[];
  /** Writers of whom nothing more is taken. */
  readonly refused: readonly string[];
};

export type DocumentToSave = Omit<StoredDocument, 'lag'> & {
  /** What it says, in its order. */
  readonly text: readonly { readonly key: string; readonly text: string }[];
};

export type DocumentHitRow = {
  readonly stream: DocumentStream;
  readonly title: string;
  readonly key: string;
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
};

export type CommentRow = {
  readonly message: MessageRow;
  readonly anchored: AnchoredOp;
  readonly outcome: CommentOutcome;
  readonly closed: { readonly by: MemberId; readonly at: number } | null;
};

export type DocumentStore = {
  /** Keeps what an own page wrote until it is in the log [S1]. */
  addPending(
    stream: DocumentStream,
    log: LogId,
    opening: LogOpening,
    pending: Omit<PendingUpdate, 'id' | 'log'>,
  ): number;
  pendingOf(stream: DocumentStream): readonly PendingUpdate[];
  /** Documents with something that isn't in the log yet. */
  pendingDocuments(): readonly DocumentStream[];
  removePending(ids: readonly number[]): void;

  document(stream: DocumentStream): StoredDocument | null;
  documents(): readonly DocumentSummary[];
  /** Documents that lag behind, at most so many; those read in last come first. */
  laggingDocuments(limit: number): readonly DocumentStream[];
  /** Stores what was read in: its text goes into the search. */
  saveDocument(document: DocumentToSave): void;
  /** Those of whose text every word is there, the last changed first. */
  searchDocuments(query: {
    readonly text: string;
    readonly channels: readonly ChannelId[];
    readonly limit: number;
  }): readonly DocumentHitRow[];
  /** Whether anything in a channel was ever made a comment. */
  hasComments(channel: ChannelId): boolean;
  /** Comments of a place's note and board that are shown, the oldest first. */
  comments(place: Place, limit: number): readonly CommentRow[];
};
