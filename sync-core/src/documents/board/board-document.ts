/**
 * A board in memory: what an Automerge document holds and does, as the port says (`documents/port.ts`), with the
 * view and the edits that only boards have. Whatever reaches Automerge has gone through `admit.ts`.
 *
 * One that a call threw out of isn't used any more: Automerge's own state may be half changed by then.
 */
import { bytesToHex, concatBytes, err, hexToBytes, ok, type Result } from '../../base/index.ts';
import type {
  DocumentChange,
  DocumentRefusal,
  DocumentText,
  DocumentUpdate,
  FoldedDocument,
} from '../port.ts';
import type { WriterId } from '../writer-id.ts';
import { type AdmittedChange, admit } from './admit.ts';
import { applyEdit } from './apply-edit.ts';
import type { AutomergeHandle } from './automerge.ts';
import type { BoardEdit, EditMade, EditRefusal } from './board-edit.ts';
import { createBoardStore } from './board-store.ts';
import { boardText } from './board-text.ts';
import type { BoardView } from './board-view.ts';
import { put } from './edit-parts.ts';
import type { BoardWrite } from './undo.ts';

export type BoardEdited = {
  /** Null: it says so already. */
  readonly update: Uint8Array | null;
  readonly made: EditMade;
};

/** What edits need of their surroundings. */
export type BoardPen = {
  readonly writer: WriterId;
  /** Eight bytes that were never given before. */
  readonly fresh: () => Uint8Array;
};

export type BoardDocument = FoldedDocument & {
  view(): BoardView;
  /** Writes into the document at once; the update is what the log has to hold for it. */
  edit(edit: BoardEdit, pen: BoardPen): Result<BoardEdited, EditRefusal>;
  /** Several values at once; null: it says all of that already. */
  write(writes: readonly BoardWrite[], pen: BoardPen): Uint8Array | null;
  /** Hashes of the changes that nothing rests on. */
  heads(): readonly string[];
  /** For this folder's readers of the past; changes when somebody begins to write. */
  inside(): AutomergeHandle;
};

const hashBytes = 32;
const vectorOf = (heads: readonly string[]): Uint8Array => concatBytes(...heads.map(hexToBytes));
const headsOf = (vector: Uint8Array): string[] =>
  Array.from({ length: vector.length / hashBytes }, (_, index) =>
    bytesToHex(vector.subarray(index * hashBytes, (index + 1) * hashBytes)),
  );

/** Of each writer, how many changes are here. */
const countsOf = (handle: AutomergeHandle): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { actor, seq } of handle.getChangesMeta([]))
    counts.set(actor, Math.max(counts.get(actor) ?? 0, seq));
  return counts;
};

export const createBoardDocument = (
  opened: AutomergeHandle,
  refused: ReadonlySet<string> = new Set(),
): BoardDocument => {
  let handle = opened;
  let store = createBoardStore(handle);
  let counts: Map<string, number> | null = null;
  const countOf = (actor: string): number => {
    counts ??= countsOf(handle);
    return counts.get(actor) ?? 0;
  };

  /** Automerge's actor is set once: a document that somebody begins to write in is copied once. */
  const writeAs = (actor: string): void => {
    // Counting ends what is being written, so it comes before.
    countOf(actor);
    if (handle.getActorId() === actor) return;
    const copy = handle.clone(actor);
    handle.free();
    handle = copy;
    store = createBoardStore(handle);
  };

  /** What was written since the last, as an update; null: nothing. */
  const commit = (writer: string): Uint8Array | null => {
    const operations = handle.pendingOps();
    if (operations === 0) return null;
    const count = countOf(writer);
    // Times are the envelope's: no clock in here.
    handle.commit(null, 0);
    const update = handle.getLastLocalChange();
    if (!update) throw new Error('bug: what was committed is not there');
    counts?.set(writer, count + 1);
    store.changed(operations);
    return update;
  };

  const fault = ({ actor, seq, startOp, deps }: AdmittedChange): DocumentRefusal | null => {
    const next = countOf(actor) + 1;
    if (seq < next) return { kind: 'out-of-turn' };
    if (seq > next) return { kind: 'pending' };
    let last = 0;
    for (const dep of deps) {
      const known = handle.getChangeMetaByHash(dep);
      if (!known) return { kind: 'pending' };
      last = Math.max(last, known.maxOp);
    }
    return startOp === last + 1 ? null : { kind: 'malformed' };
  };

  const addChanges = (changes: readonly AdmittedChange[]): Result<DocumentChange, DocumentRefusal> => {
    const news: Uint8Array[] = [];
    let operations = 0;
    for (const change of changes) {
      // Told in the live room before it came by the log, or written here.
      if (handle.getChangeMetaByHash(change.hash)) continue;
      const wrong = fault(change);
      if (wrong) return err(wrong);
      try {
        handle.applyChanges([change.plain]);
      } catch {
        // Automerge throws at what refers to nothing; the bytes are the cause.
        return err({ kind: 'malformed' });
      }
      counts?.set(change.actor, change.seq);
      news.push(change.plain);
      operations += change.maxOp - change.startOp + 1;
    }
    if (news.length > 0) store.changed(operations);
    return ok({ news: news.length > 0 ? concatBytes(...news) : null });
  };

  return {
    add({ update, writer }: DocumentUpdate) {
      if (refused.has(writer)) return err({ kind: 'out-of-turn' });
      const admitted = admit(update, writer);
      return admitted.ok ? addChanges(admitted.value) : admitted;
    },
    state: () => handle.save(),
    vector: () => vectorOf(handle.getHeads()),
    since(vector) {
      if (vector.length % hashBytes !== 0) return err({ kind: 'malformed' });
      try {
        return ok(concatBytes(...handle.getChanges(headsOf(vector))));
      } catch {
        // Automerge throws at heads that it doesn't know.
        return err({ kind: 'malformed' });
      }
    },
    text: (): DocumentText => boardText(store.view()),
    view: () => store.view(),
    heads: () => handle.getHeads(),
    inside: () => handle,
    edit(edit, { writer, fresh }) {
      writeAs(writer);
      const edited = applyEdit({ handle, store, actor: writer, fresh }, edit);
      if (edited.ok) return ok({ update: commit(writer), made: edited.value });
      handle.rollback();
      return edited;
    },
    write(writes, { writer }) {
      writeAs(writer);
      for (const write of writes)
        if (write.kind === 'value') put(handle, write.object, write.key, write.value);
        else
          for (const { at, remove, insert } of write.splices)
            if (remove > 0 || insert !== '') handle.splice(write.object, at, remove, insert);
      return commit(writer);
    },
    [Symbol.dispose]: () => handle.free(),
  };
};
