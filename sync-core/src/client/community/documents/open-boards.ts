/**
 * Boards that are looked at: each held in memory with what the log says and what was written here, and let go of
 * after a rest. Stores nothing of it but the own changes, in the journal.
 *
 * The live room tells nothing of boards. A change rests on all that its writer saw: on one that was told and never
 * came by the log it would wait for ever. So an edit goes into the log at once, and others see it by that.
 */
import { ok } from '../../../base/index.ts';
import { type BoardDocument, type BoardPen, type WriterId, writerIdOf } from '../../../documents/index.ts';
import { type DocumentStream, documentToKey, limits, type OpId } from '../../../model/index.ts';
import { notFound, type Outcome, storageFailed } from '../../errors.ts';
import { boardPart, mergedBranches, updatesOf } from './board-part.ts';
import type { DocumentVector, LoggedEntry } from './document-log.ts';
import type { DocumentsBase } from './documents.ts';
import type { Seat } from './journal.ts';
import { readIn, saveReadIn } from './read-in.ts';

export type OpenBoard = {
  readonly stream: DocumentStream;
  readonly branch: OpId | null;
  readonly document: BoardDocument;
  /** All that the logs say, and how much of each was read. */
  entries: readonly LoggedEntry[];
  vector: DocumentVector;
  /** Logs and updates that wait for what isn't here. */
  readonly waiting: number;
  readonly seat: Seat;
  readonly writer: WriterId;
  lastUsed: number;
  /** Its document's memory is given back. */
  dropped: boolean;
};

export type Written<T> = { readonly update: Uint8Array | null; readonly value: T };
export type BoardTask<T> = (board: OpenBoard, pen: BoardPen) => Written<T>;
export type Changed<T> = Written<T> & { readonly seat: Seat };

export type OpenBoards = {
  /** The board or a branch of it, from memory where it is held. */
  load(stream: DocumentStream, branch: OpId | null): Promise<Outcome<OpenBoard>>;
  /** Runs `task` on it in a commit and keeps the update that it gives. */
  change<T>(stream: DocumentStream, branch: OpId | null, task: BoardTask<T>): Promise<Outcome<Changed<T>>>;
  /** There is more in the log, or something else of it counts. */
  grown(stream: DocumentStream): void;
  /** Nothing that is held holds any more. */
  forget(): void;
  stop(): void;
};

/** Boards and branches held at once, and how long one is after nobody asked for it. */
const heldMost = 6;
const heldMs = 5 * 60_000;

export const createOpenBoards = ({
  core,
  writer,
  log,
  journal,
  startBoards,
  before,
}: DocumentsBase): OpenBoards => {
  const { store, suite, clock, committer } = core;
  const held = new Map<string, OpenBoard>();
  let cancel = (): void => undefined;

  const keyOf = (stream: DocumentStream, branch: OpId | null): string =>
    `${documentToKey(stream)} ${branch ?? ''}`;

  const drop = (board: OpenBoard): void => {
    const key = keyOf(board.stream, board.branch);
    if (held.get(key) !== board) return;
    held.delete(key);
    board.dropped = true;
    board.document[Symbol.dispose]();
  };

  const sweep = (): void => {
    const now = clock.now();
    const byUse = [...held.values()].sort((a, b) => b.lastUsed - a.lastUsed);
    for (const [index, board] of byUse.entries())
      if (index >= heldMost || now - board.lastUsed >= heldMs) drop(board);
    cancel();
    if (held.size > 0) cancel = clock.schedule(heldMs, sweep);
  };

  /** The lowest seat of which nothing waits: one would be written from where it seems to end. */
  const chooseSeat = (
    stream: DocumentStream,
    branch: OpId | null,
    lost: ReadonlySet<WriterId>,
    waiting: number,
  ): { readonly seat: Seat; readonly writer: WriterId } => {
    const id = writer.log();
    const used = waiting > 0 ? log.seatsOf(stream, id) : new Set<number>();
    let seat = 0;
    let bound = writerIdOf(suite, { log: id, stream, seat, branch });
    while ((lost.has(bound) || used.has(seat)) && seat < limits.documentSeats - 1)
      bound = writerIdOf(suite, { log: id, stream, seat: ++seat, branch });
    return { seat: { log: id, opening: writer.opening(), seat, branch }, writer: bound };
  };

  type Read = {
    readonly document: BoardDocument;
    readonly waiting: number;
    readonly refused: Iterable<WriterId>;
    readonly entries: readonly LoggedEntry[];
    readonly vector: DocumentVector;
  };

  /** Inside a commit: what is read in of the board itself is stored for the next time. */
  const read = (stream: DocumentStream, branch: OpId | null): Read => {
    const { entries, vector, waiting } = log.read(stream);
    if (branch !== null) {
      const folded = boardPart.engine.fold(updatesOf(entries, branch));
      const refused = folded.refused.map((one) => one.writer);
      return { document: folded.document, waiting: waiting + folded.waiting, refused, entries, vector };
    }
    const found = readIn({ store, log }, boardPart, stream);
    if (!found.withheld && store.document(stream)?.lag !== 'none' && store.chains(stream).length > 0)
      saveReadIn(store, stream, found);
    return { ...found, entries, vector };
  };

  /** What own pages wrote and isn't in the log yet. Writers of whom some of it couldn't be taken. */
  const addPending = ({ document }: Read, stream: DocumentStream, branch: OpId | null): Set<WriterId> => {
    const lost = new Set<WriterId>();
    for (const pending of store.pendingOf(stream)) {
      if (pending.branch !== null && pending.branch !== branch) continue;
      const { log: under, seat, update } = pending;
      const bound = writerIdOf(suite, { log: under, stream, seat, branch: pending.branch });
      if (!document.add({ update, writer: bound, place: null }).ok) lost.add(bound);
    }
    return lost;
  };

  const load: OpenBoards['load'] = async (stream, branch) => {
    const key = keyOf(stream, branch);
    const known = held.get(key);
    if (known) {
      known.lastUsed = clock.now();
      return ok(known);
    }
    if (!(await startBoards())) return notFound;
    await before(stream);
    const loaded = await committer.commit((): OpenBoard => {
      const meanwhile = held.get(key);
      if (meanwhile) return meanwhile;
      const found = read(stream, branch);
      const lost = addPending(found, stream, branch);
      for (const one of found.refused) lost.add(one);
      const board: OpenBoard = {
        stream,
        branch,
        document: found.document,
        entries: found.entries,
        vector: found.vector,
        waiting: found.waiting,
        ...chooseSeat(stream, branch, lost, found.waiting),
        lastUsed: clock.now(),
        dropped: false,
      };
      held.set(key, board);
      return board;
    });
    if (!loaded.ok) return storageFailed(loaded.error);
    sweep();
    return ok(loaded.value);
  };

  /** False: it has to be read in anew. */
  const catchUp = (board: OpenBoard): boolean => {
    const more = log.read(board.stream, board.vector);
    if (more.withheld) return false;
    // What a merge or a drop means for what is held is seen when all of it is read in.
    if (more.entries.some((entry) => entry.type === 'act' && entry.op.type === 'branchClosed')) return false;
    const entries = [...board.entries, ...more.entries];
    const updates = updatesOf(more.entries, board.branch, mergedBranches(entries));
    for (const entry of updates) {
      const added = entry.counts ? board.document.add({ ...entry, place: entry.place }) : null;
      if (added && !added.ok) return false;
    }
    board.entries = entries;
    board.vector = more.vector;
    return true;
  };

  const of = (stream: DocumentStream): readonly OpenBoard[] => {
    const key = documentToKey(stream);
    return [...held.values()].filter((board) => documentToKey(board.stream) === key);
  };

  /** Null: the board is held no more, and nothing was done. */
  const changeHeld = async <T>(board: OpenBoard, task: BoardTask<T>): Promise<Outcome<Changed<T> | null>> => {
    const { stream, branch, seat } = board;
    const pen: BoardPen = { writer: board.writer, fresh: () => suite.random.bytes(8) };
    let wrote = false;
    const committed = await committer
      .commit((): Changed<T> | null => {
        if (held.get(keyOf(stream, branch)) !== board) return null;
        // Until it is through, what the document holds may be half of it.
        wrote = true;
        const made = task(board, pen);
        wrote = made.update !== null;
        if (made.update !== null) journal.keep(stream, seat, made.update);
        return { ...made, seat };
      })
      .catch((thrown: unknown) => {
        if (wrote) drop(board);
        throw thrown;
      });
    if (committed.ok) return ok(committed.value);
    // What the document holds isn't kept.
    if (wrote) drop(board);
    return storageFailed(committed.error);
  };

  return {
    load,
    async change(stream, branch, task) {
      for (;;) {
        const loaded = await load(stream, branch);
        if (!loaded.ok) return loaded;
        const changed = await changeHeld(loaded.value, task);
        if (!changed.ok) return changed;
        if (changed.value !== null) return ok(changed.value);
        // Something else of it counted meanwhile: it is read in anew.
      }
    },
    grown(stream) {
      const isStale = store.document(stream)?.lag === 'all';
      for (const board of of(stream)) if (isStale || !catchUp(board)) drop(board);
    },
    forget() {
      for (const board of [...held.values()]) drop(board);
    },
    stop() {
      cancel();
      for (const board of [...held.values()]) drop(board);
    },
  };
};
