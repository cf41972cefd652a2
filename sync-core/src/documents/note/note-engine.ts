/** Notes by the interface of both kinds of document. */
import { ok } from '../../base/index.ts';
import type { DocumentEngine } from '../port.ts';
import { foldNote } from './fold-note.ts';
import { inspectNote } from './inspect-note.ts';
import { type NoteDocument, openNote } from './note-document.ts';

export const noteEngine: DocumentEngine<NoteDocument> = {
  kind: 'note',
  inspect(update, writer) {
    const looked = inspectNote(update, writer);
    return looked.ok ? ok({ bytes: update.length, changes: looked.value.shape.changes }) : looked;
  },
  fold: foldNote,
  open: openNote,
};
