/**
 * What was told of a note before any log held it, so that it can be compared with what is then logged: a modified
 * client may tell one thing and log another, and Yjs keeps whichever came first under the same id [S2].
 */
import { parseUpdateMeta } from 'yjs';
import { bytesEqual } from '../../base/index.ts';
import { type WriterId, writerToClientId } from '../writer-id.ts';
import { joinNoteUpdates } from './join-updates.ts';

export type ToldUpdates = {
  /** Told by whoever that writer is, and shown. */
  keep(writer: WriterId, update: Uint8Array): void;
  /**
   * A log holds this of the writer. True where nothing was told or just this was, which is let go of. False: it may
   * be other words than those shown.
   */
  confirm(writer: WriterId, logged: Uint8Array): boolean;
  /** What no log holds yet. */
  left(): Iterable<{ readonly writer: WriterId; readonly update: Uint8Array }>;
};

/** Where the writer's words in an update end; null where it only takes some away, or is none. */
const endOf = (update: Uint8Array, writer: WriterId): number | null => {
  try {
    return parseUpdateMeta(update).to.get(writerToClientId(writer)) ?? null;
  } catch {
    return null;
  }
};

export const createToldUpdates = (): ToldUpdates => {
  const told = new Map<WriterId, readonly Uint8Array[]>();
  return {
    keep(writer, update) {
      told.set(writer, [...(told.get(writer) ?? []), update]);
    },
    confirm(writer, logged) {
      const updates = told.get(writer);
      if (!updates) return true;
      const end = endOf(logged, writer);
      const last = end === null ? -1 : updates.findIndex((update) => (endOf(update, writer) ?? -1) >= end);
      if (last < 0) {
        told.delete(writer);
        return false;
      }
      // Deletions that followed may have gone into the log together with the words.
      for (let count = last + 1; count <= updates.length; count++) {
        const next = updates[count];
        if (bytesEqual(joinNoteUpdates(updates.slice(0, count)), logged)) {
          told.set(writer, updates.slice(count));
          return true;
        }
        if (next === undefined || endOf(next, writer) !== null) break;
      }
      told.set(writer, updates.slice(last + 1));
      return false;
    },
    *left() {
      for (const [writer, updates] of told) for (const update of updates) yield { writer, update };
    },
  };
};
