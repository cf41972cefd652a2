/** What notes, boards and comments on them are shown as. */
import type {
  ChannelId,
  CommentOutcome,
  DocumentKind,
  MemberId,
  MessageId,
  PaletteColour,
} from '../model/index.ts';
import type { MessageView } from './views.ts';

/** The note or the board of a channel (`thread` null) or of a thread in it. */
export type DocumentPlace = {
  readonly kind: DocumentKind;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
};

export type DocumentPerson = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};

export type DocumentView = DocumentPlace & {
  /** What it calls itself; empty while it says nothing. */
  readonly title: string;
  readonly channelName: string;
  /** Of a thread that was given a name. */
  readonly threadName: string | null;
  readonly changedAt: number;
  readonly changedBy: DocumentPerson | null;
  readonly canEdit: boolean;
  /** Not all that is here could be read in yet: the title and what is found may lag behind. */
  readonly folding: boolean;
};

/** An open page of a note: what it says, and as whom the page writes. */
export type NoteOpened = {
  /** Names the open page in all that follows. */
  readonly session: string;
  /** The Yjs client id that the page writes with; nothing else is taken from it. */
  readonly clientId: number;
  /** A Yjs update of the whole note. */
  readonly state: Uint8Array;
  readonly canEdit: boolean;
  readonly canComment: boolean;
  /** What is on its way: some of the note's envelopes can't be read or applied yet. */
  readonly incomplete: boolean;
};

/**
 * Why a page has to open its note anew: what counts of it changed, what the person may do there did, or it can't
 * be seen any more.
 */
export type NoteResetReason = 'refolded' | 'permissions' | 'gone';

export type DocumentVersionView = {
  readonly id: string;
  readonly at: number;
  readonly by: DocumentPerson | null;
  /** Of the changes that lead to it. */
  readonly bytes: number;
  readonly mine: boolean;
};
export type DocumentHistoryView = {
  /** The newest first. */
  readonly versions: readonly DocumentVersionView[];
  readonly hasMore: boolean;
};

export type CommentTarget =
  /** On a range of the note, by the engine's relative positions; null: on all of it. */
  | { readonly kind: 'note'; readonly anchor: Uint8Array | null }
  | { readonly kind: 'card'; readonly card: string };

/** A comment is a message: `message.threadInfo` tells of answers, which are the thread that hangs from it. */
export type CommentView = {
  readonly message: MessageView;
  readonly target: CommentTarget;
  /** What stood there when it was written. */
  readonly quote: string;
  /** What its author would put in the quote's place. */
  readonly suggestion: string | null;
  readonly outcome: CommentOutcome;
  readonly closedBy: DocumentPerson | null;
  readonly closedAt: number | null;
  /** By its author, or by who may edit the page. */
  readonly canClose: boolean;
};
export type CommentsView = {
  /** The oldest first. */
  readonly comments: readonly CommentView[];
  readonly canComment: boolean;
  readonly canEdit: boolean;
};
