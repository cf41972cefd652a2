export { absorbNote } from './absorb-note.ts';
export { isCaretOf } from './caret-frame.ts';
export { joinNoteUpdates } from './join-updates.ts';
export type { NoteDocument } from './note-document.ts';
export { dumpNote } from './note-dump.ts';
export { noteEngine } from './note-engine.ts';
export { noteRoot } from './note-root.ts';
export { type UndoEntry, undoInNote } from './undo-note.ts';
