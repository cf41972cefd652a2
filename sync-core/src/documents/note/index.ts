export type { NoteDocument } from './note-document.ts';
export { noteEngine } from './note-engine.ts';
export { noteRoot } from './note-root.ts';
export { type UndoEntry, undoInNote } from './undo-note.ts';
