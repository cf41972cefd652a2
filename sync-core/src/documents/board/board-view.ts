/** What a board is shown as: plain values, in the order in which they are shown. */
import type { MemberId, PaletteColour } from '../../model/index.ts';
import type { CardId, ColumnId, ItemId, LabelId } from './ids.ts';

export type ChecklistItem = { readonly id: ItemId; readonly text: string; readonly done: boolean };

/** Something that takes place: moments in milliseconds, and where. */
export type EventPlan = { readonly starts: number; readonly ends: number | null; readonly place: string };

export type BoardCard = {
  readonly id: CardId;
  readonly column: ColumnId;
  readonly title: string;
  /** Plain text, of which Markdown may be made. */
  readonly description: string;
  /** Ticked off as a whole. */
  readonly done: boolean;
  /** A day of the calendar, `2026-11-30`: the same day for everyone, wherever they are. */
  readonly due: string | null;
  readonly assignees: readonly MemberId[];
  /** In the order of the board's labels. */
  readonly labels: readonly LabelId[];
  readonly checklist: readonly ChecklistItem[];
  readonly cover: PaletteColour | null;
  readonly event: EventPlan | null;
  readonly archived: boolean;
};

export type BoardColumn = {
  readonly id: ColumnId;
  readonly title: string;
  /** Without those that are archived. */
  readonly cards: readonly BoardCard[];
};

export type BoardLabel = { readonly id: LabelId; readonly name: string; readonly colour: PaletteColour };

export type BoardView = {
  readonly columns: readonly BoardColumn[];
  readonly labels: readonly BoardLabel[];
  /** Cards that were put away, by title. */
  readonly archived: readonly BoardCard[];
  /** There is more on the board than is shown: somebody went past its limits. */
  readonly cut: boolean;
};

export const emptyBoard: BoardView = { columns: [], labels: [], archived: [], cut: false };
