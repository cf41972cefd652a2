/**
 * A note in memory: a Yjs document of one root. Yjs' garbage collection is off: what was deleted stays, so that which
 * updates are sound doesn't depend on what came first (sound-structs.ts), and so that it can be given back.
 */
import { applyUpdate, type Doc, encodeStateAsUpdate, encodeStateVector, getState } from 'yjs';
import { err, ok, type Result } from '../../base/index.ts';
import type { AddedUpdate, DocumentChange, DocumentRefusal, FoldedDocument } from '../port.ts';
import type { WriterId } from '../writer-id.ts';
import { applyQuietly, attempt, createDoc } from './apply-updates.ts';
import { inTurn } from './choose-updates.ts';
import { inspectNote } from './inspect-note.ts';
import { noteText } from './note-text.ts';
import { firstUnsound } from './sound-structs.ts';
import type { NoteUpdate } from './yjs-update.ts';

export type NoteDocument = FoldedDocument & {
  /**
   * Takes in what a live room told, or a page: parts of it may be here already, and it may be said again in a log.
   * Only for a document that nobody stores; what it leaves out is left out by `pending`.
   */
  merge(update: Uint8Array, writer: WriterId): Result<DocumentChange, DocumentRefusal>;
  /** The Yjs document, for reading. */
  readonly doc: Doc;
};

export type NoteSession = {
  /** Writers of whom nothing more is taken. */
  readonly refused: Iterable<WriterId>;
  /** Clients of whom something waits already. */
  readonly waiting: Iterable<number>;
  /** The last place taken of each writer. */
  readonly places: Iterable<readonly [WriterId, number]>;
};

/** Whether all is here that it rests on: what it deletes included. */
const isHere = (doc: Doc, { added, needs, deleted }: NoteUpdate): boolean => {
  const reaches = (client: number, below: number): boolean =>
    getState(doc.store, client) >= below || (added?.client === client && added.to >= below);
  for (const [client, below] of needs) if (!reaches(client, below)) return false;
  for (const [client, ranges] of deleted) if (!reaches(client, ranges.at(-1)?.to ?? 0)) return false;
  return true;
};

const apply = (
  doc: Doc,
  update: Uint8Array,
  { added }: NoteUpdate,
): Result<DocumentChange, DocumentRefusal> => {
  const before = added && getState(doc.store, added.client);
  let news: Uint8Array | null = null;
  const listen = (told: Uint8Array): void => {
    news = told;
  };
  doc.on('update', listen);
  const applied = attempt(() => applyQuietly(doc, [update]));
  doc.off('update', listen);
  if (!applied.ok) return applied;
  if (doc.store.pendingStructs !== null) return err({ kind: 'malformed' });
  if (added !== null && firstUnsound(doc, added.client, { from: before ?? 0, to: added.to }) !== null)
    return err({ kind: 'malformed' });
  return ok({ news });
};

export const createNote = (doc: Doc, session: NoteSession): NoteDocument => {
  const refused = new Set(session.refused);
  const waiting = new Set(session.waiting);
  const places = new Map(session.places);

  const take = ({ update, writer, place }: AddedUpdate): Result<DocumentChange, DocumentRefusal> => {
    const looked = inspectNote(update, writer);
    if (!looked.ok) return looked;
    const { shape, client } = looked.value;
    if (waiting.has(client)) return err({ kind: 'pending' });
    const clock = getState(doc.store, client);
    // Ahead of what is held: what comes before it either isn't here, or is here and doesn't count.
    if ((shape.added !== null && shape.added.from > clock) || !isHere(doc, shape))
      return err({ kind: 'pending' });
    if (!inTurn(shape, clock)) return err({ kind: 'out-of-turn' });
    const applied = apply(doc, update, shape);
    if (applied.ok && place !== null) places.set(writer, place);
    return applied;
  };

  return {
    doc,
    add(entry) {
      const { writer, place } = entry;
      if (refused.has(writer)) return err({ kind: 'out-of-turn' });
      if (place !== null && place <= (places.get(writer) ?? -1)) return ok({ news: null });
      const taken = take(entry);
      if (taken.ok) return taken;
      const looked = inspectNote(entry.update, writer);
      if (taken.error.kind !== 'pending') refused.add(writer);
      else if (looked.ok) waiting.add(looked.value.client);
      return taken;
    },
    merge(update, writer) {
      const looked = inspectNote(update, writer);
      if (!looked.ok) return looked;
      const { shape, client } = looked.value;
      if (!isHere(doc, shape) || (shape.added?.from ?? 0) > getState(doc.store, client))
        return err({ kind: 'pending' });
      return apply(doc, update, shape);
    },
    state: () => encodeStateAsUpdate(doc),
    vector: () => encodeStateVector(doc),
    since: (vector) => attempt(() => encodeStateAsUpdate(doc, vector)),
    text: () => noteText(doc),
    [Symbol.dispose]: () => doc.destroy(),
  };
};

/** Opens what `state` gave. */
export const openNote = (
  state: Uint8Array,
  refused: Iterable<WriterId>,
): Result<NoteDocument, DocumentRefusal> => {
  const doc = createDoc();
  const opened = attempt(() => {
    if (state.length > 0) applyUpdate(doc, state);
  });
  if (!opened.ok) return opened;
  return ok(createNote(doc, { refused, waiting: [], places: [] }));
};
