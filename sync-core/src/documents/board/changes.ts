/** What of a board differs between two views of it, in a board's words: of versions, branches, histories. */
import type { MemberId, PaletteColour } from '../../model/index.ts';
import type { BoardCard, BoardLabel, ChecklistItem, EventPlan } from './board-view.ts';
import type { CardId, ColumnId, ItemId, LabelId } from './ids.ts';

export type ColumnName = { readonly id: ColumnId; readonly title: string };

type Turn<T> = { readonly before: T; readonly after: T };

/** One field of a card. */
export type FieldChange =
  | ({ readonly field: 'title' } & Turn<string>)
  | ({ readonly field: 'description' } & Turn<string>)
  | ({ readonly field: 'done' } & Turn<boolean>)
  | ({ readonly field: 'due' } & Turn<string | null>)
  | ({ readonly field: 'cover' } & Turn<PaletteColour | null>)
  | ({ readonly field: 'event' } & Turn<EventPlan | null>)
  | ({ readonly field: 'archived' } & Turn<boolean>)
  /** To another column, or within its own. */
  | ({ readonly field: 'column' } & Turn<ColumnName | null>)
  | { readonly field: 'position' }
  | { readonly field: 'assignee'; readonly member: MemberId; readonly on: boolean }
  | {
      readonly field: 'label';
      readonly label: LabelId;
      readonly name: string;
      readonly colour: PaletteColour;
      readonly on: boolean;
    }
  /** Null: it wasn't there, or isn't any more. */
  | ({ readonly field: 'item'; readonly item: ItemId } & Turn<ChecklistItem | null>);

export type BoardChange =
  | { readonly kind: 'cardAdded'; readonly card: BoardCard; readonly column: ColumnName | null }
  | {
      readonly kind: 'cardChanged';
      readonly card: CardId;
      /** As it is called now. */
      readonly title: string;
      readonly changes: readonly FieldChange[];
    }
  | { readonly kind: 'columnAdded' | 'columnRemoved' | 'columnMoved'; readonly column: ColumnName }
  | ({ readonly kind: 'columnRenamed'; readonly column: ColumnId } & Turn<string>)
  | { readonly kind: 'labelAdded' | 'labelRemoved'; readonly label: BoardLabel }
  | ({ readonly kind: 'labelChanged'; readonly label: LabelId } & Turn<BoardLabel>);
