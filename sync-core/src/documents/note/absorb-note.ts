/** Takes into an open note what was folded from the log beside it. */
import { applyQuietly, attempt } from './apply-updates.ts';
import type { NoteDocument } from './note-document.ts';

/** `state` is of a fold of the same note: nothing of it is looked at again. What the open note lacked; null for nothing. */
export const absorbNote = ({ doc }: NoteDocument, state: Uint8Array): Uint8Array | null => {
  let news: Uint8Array | null = null;
  const listen = (update: Uint8Array): void => {
    news = update;
  };
  doc.on('update', listen);
  attempt(() => applyQuietly(doc, [state]));
  doc.off('update', listen);
  return news;
};
