/** Updates of one writer, that follow each other, as one. */
import { mergeUpdates } from 'yjs';

/** They were looked at before: what one of them doesn't hold, the joined one doesn't either. */
export const joinNoteUpdates = (updates: readonly Uint8Array[]): Uint8Array => {
  const [first] = updates;
  return first !== undefined && updates.length === 1 ? first : mergeUpdates([...updates]);
};
