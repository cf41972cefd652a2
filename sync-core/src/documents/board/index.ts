export { type AutomergeSource, isAutomergeStarted, startAutomerge } from './automerge.ts';
export type { BoardDocument, BoardEdited, BoardPen } from './board-document.ts';
export type { BoardEdit, EditMade, EditRefusal, TextSplice } from './board-edit.ts';
export { boardEngine } from './board-engine.ts';
export { type BoardPast, type CardStep, type FieldBlame, readBoardPast } from './board-history.ts';
export {
  type BoardCard,
  type BoardColumn,
  type BoardLabel,
  type BoardView,
  type ChecklistItem,
  type EventPlan,
  emptyBoard,
} from './board-view.ts';
export type { BoardChange, ColumnName, FieldChange } from './changes.ts';
export { changesBetween } from './difference.ts';
export { boardToCsv, boardToMarkdown, type ExportNames } from './export-board.ts';
export {
  type CardId,
  type ColumnId,
  type ItemId,
  isCardId,
  isColumnId,
  isItemId,
  isLabelId,
  type LabelId,
} from './ids.ts';
export { type BoardWrite, restoreWrites, undoWrites } from './undo.ts';
export type { BoardEntry } from './written-ops.ts';
