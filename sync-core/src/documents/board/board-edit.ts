/** Everything that can be done to a board, as one union. What is refused, and why, is in `refusals`. */
import type { MemberId, PaletteColour } from '../../model/index.ts';
import type { EventPlan } from './board-view.ts';
import type { CardId, ColumnId, ItemId, LabelId } from './ids.ts';

/** At `at` (UTF-16 code units), `remove` of them away and `insert` in. */
export type TextSplice = { readonly at: number; readonly remove: number; readonly insert: string };

export type BoardEdit =
  /** Before `before`; at the end where that is null or gone. */
  | { readonly type: 'addColumn'; readonly title: string; readonly before: ColumnId | null }
  | { readonly type: 'renameColumn'; readonly column: ColumnId; readonly title: string }
  | { readonly type: 'moveColumn'; readonly column: ColumnId; readonly before: ColumnId | null }
  /** Its cards go to the end of `moveTo`; where that is null, they are archived. */
  | { readonly type: 'removeColumn'; readonly column: ColumnId; readonly moveTo: ColumnId | null }
  | {
      readonly type: 'addCard';
      readonly column: ColumnId;
      readonly title: string;
      readonly before: CardId | null;
    }
  | {
      readonly type: 'moveCard';
      readonly card: CardId;
      readonly column: ColumnId;
      readonly before: CardId | null;
    }
  | { readonly type: 'setTitle'; readonly card: CardId; readonly title: string }
  /**
   * One after the other, each on what the one before left. `base` is the text that the writer saw: where others
   * wrote meanwhile, the splices land where they were meant.
   */
  | {
      readonly type: 'editDescription';
      readonly card: CardId;
      readonly base: string;
      readonly splices: readonly TextSplice[];
    }
  | { readonly type: 'setDone'; readonly card: CardId; readonly done: boolean }
  | { readonly type: 'setDue'; readonly card: CardId; readonly due: string | null }
  | { readonly type: 'assign'; readonly card: CardId; readonly member: MemberId; readonly on: boolean }
  | { readonly type: 'labelCard'; readonly card: CardId; readonly label: LabelId; readonly on: boolean }
  | { readonly type: 'addLabel'; readonly name: string; readonly colour: PaletteColour }
  | {
      readonly type: 'editLabel';
      readonly label: LabelId;
      readonly name: string;
      readonly colour: PaletteColour;
    }
  | { readonly type: 'removeLabel'; readonly label: LabelId }
  | { readonly type: 'addItem'; readonly card: CardId; readonly text: string; readonly before: ItemId | null }
  | { readonly type: 'setItemText'; readonly card: CardId; readonly item: ItemId; readonly text: string }
  | { readonly type: 'setItemDone'; readonly card: CardId; readonly item: ItemId; readonly done: boolean }
  | {
      readonly type: 'moveItem';
      readonly card: CardId;
      readonly item: ItemId;
      readonly before: ItemId | null;
    }
  | { readonly type: 'removeItem'; readonly card: CardId; readonly item: ItemId }
  | { readonly type: 'setCover'; readonly card: CardId; readonly cover: PaletteColour | null }
  | { readonly type: 'setEvent'; readonly card: CardId; readonly event: EventPlan | null }
  | { readonly type: 'archiveCard'; readonly card: CardId }
  /** Into its column, or the first where that is gone. */
  | { readonly type: 'restoreCard'; readonly card: CardId };

/** What an edit made, by which the page goes on. */
export type EditMade = {
  readonly card: CardId | null;
  readonly column: ColumnId | null;
  readonly label: LabelId | null;
  readonly item: ItemId | null;
};

export type EditRefusal =
  /** The card, column, label or item is gone. */
  | { readonly kind: 'gone' }
  /** There are as many of them as a board may have. */
  | { readonly kind: 'too-many'; readonly of: 'cards' | 'columns' | 'labels' | 'items' | 'assignees' }
  | { readonly kind: 'too-long'; readonly of: 'title' | 'description' | 'item' | 'label' | 'place' }
  /** An empty title, a date that isn't one, an end before its start. */
  | { readonly kind: 'not-so'; readonly of: 'title' | 'due' | 'event' | 'splice' };
