/** Looks at one update of a note before anything else does: its size, its form, whose words it holds. */
import { err, ok, type Result } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { DocumentRefusal } from '../port.ts';
import { type WriterId, writerToClientId } from '../writer-id.ts';
import { type NoteUpdate, readNoteUpdate, severalClients } from './yjs-update.ts';

/** What the update says of itself, where it is one that this writer may have made. */
export const inspectNote = (
  update: Uint8Array,
  writer: WriterId,
): Result<{ readonly shape: NoteUpdate; readonly client: number }, DocumentRefusal> => {
  if (update.length > limits.documentUpdateBytes) return err({ kind: 'too-large' });
  const read = readNoteUpdate(update);
  if (!read.ok) return err({ kind: read.error.reason === severalClients ? 'foreign-writer' : 'malformed' });
  const client = writerToClientId(writer);
  const { added } = read.value;
  if (added !== null && added.client !== client) return err({ kind: 'foreign-writer' });
  return ok({ shape: read.value, client });
};
