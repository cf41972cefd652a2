/** What boards are shown as: the board with who answered what, its branches, its past. */
import type { BoardChange, BoardView, CardId, FieldChange } from '../documents/index.ts';
import type { ChannelId, MemberId, MessageId, OpId, PaletteColour } from '../model/index.ts';

type PlanAnswer = 'yes' | 'no' | 'maybe';

/** The board of a channel (`thread` null) or of a thread in it. */
export type BoardPlace = { readonly channel: ChannelId; readonly thread: MessageId | null };

/** Somebody of the community, as they are called there; gone members included. */
export type BoardPerson = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};

export type CardAnswer = { readonly by: BoardPerson; readonly answer: PlanAnswer };
/** Of a card with an event plan. */
export type CardAnswers = {
  readonly card: CardId;
  /** The latest of each person, the first to answer first. */
  readonly answers: readonly CardAnswer[];
  readonly mine: PlanAnswer | null;
};

/** A board tried out apart from the board itself. */
export type BranchView = {
  /** The operation that opened it. */
  readonly id: OpId;
  readonly name: string;
  readonly openedBy: BoardPerson;
  readonly openedAt: number;
  readonly state: 'open' | 'merged' | 'dropped';
  readonly closedBy: BoardPerson | null;
  readonly closedAt: number | null;
};

export type BoardPage = {
  readonly board: BoardView;
  /** Who is named in it: assignees and those who answered. */
  readonly people: readonly BoardPerson[];
  readonly answers: readonly CardAnswers[];
  /** Open comments on each card that has any. */
  readonly comments: readonly { readonly card: CardId; readonly open: number }[];
  /** Open ones first, the newest first. */
  readonly branches: readonly BranchView[];
  readonly canEdit: boolean;
  /** Comment, and answer to event plans. */
  readonly canComment: boolean;
  /** Some of what belongs to it can't be read or applied yet. */
  readonly incomplete: boolean;
};

/** Something that somebody did, and the board as it was then. */
export type BoardVersion = {
  readonly id: string;
  readonly at: number;
  readonly by: BoardPerson;
  /** What was touched; in full by `boardVersion`. */
  readonly cards: readonly { readonly card: CardId; readonly title: string }[];
};
export type BoardHistory = {
  /** The newest first. */
  readonly versions: readonly BoardVersion[];
  readonly hasMore: boolean;
};

export type CardHistoryEntry = {
  readonly version: string;
  readonly at: number;
  readonly by: BoardPerson;
  /** The first entry of a card. */
  readonly made: boolean;
  readonly changes: readonly FieldChange[];
};
export type CardHistory = {
  /** The newest first. */
  readonly entries: readonly CardHistoryEntry[];
  /** Who said last what each field says. */
  readonly blame: readonly {
    /** `title`, `description`, …; `assignee/<member>`, `label/<label>`, `item/<item>`. */
    readonly field: string;
    readonly at: number;
    readonly by: BoardPerson;
  }[];
};

export type BoardVersionChanges = {
  readonly at: number;
  readonly by: BoardPerson;
  readonly changes: readonly BoardChange[];
};

export type BranchDifference = {
  /** What the branch would change in the board. */
  readonly changes: readonly BoardChange[];
};
