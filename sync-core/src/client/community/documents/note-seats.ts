/**
 * Seats of notes: under which bound id a page writes, and the commits that keep what it wrote. A page whose words
 * aren't all in what it shows would write others under numbers that those have already [S4].
 */
import { ok } from '../../../base/index.ts';
import { type WriterId, writerIdOf } from '../../../documents/index.ts';
import { type DocumentKey, type DocumentStream, documentToKey, limits } from '../../../model/index.ts';
import { notFound, type Outcome, storageFailed } from '../../errors.ts';
import type { CommunityCore } from '../core.ts';
import type { Writer } from '../writer.ts';
import type { DocumentLog } from './document-log.ts';
import type { Journal, Seat } from './journal.ts';
import type { NotePage, NoteSession } from './note-page.ts';

export type BoundSeat = { readonly seat: Seat; readonly writer: WriterId };

const done = ok<Record<string, never>>({});

export const createNoteSeats = (deps: {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly log: DocumentLog;
  readonly journal: Journal;
}) => {
  const { core, writer, log, journal } = deps;
  const { store, suite, committer } = core;
  /** Seats of which a commit is under way: nothing is written from where they seem to end. */
  const underWay = new Map<DocumentKey, Map<number, Promise<unknown>>>();

  const seatOf = (stream: DocumentStream, seat: number): BoundSeat => {
    const id = writer.log();
    const bound = writerIdOf(suite, { log: id, stream, seat, branch: null });
    return { seat: { log: id, opening: writer.opening(), seat, branch: null }, writer: bound };
  };

  /** Seats of the own log that wrote anything, where something of the note waits; none where nothing does. */
  const loggedSeats = (stream: DocumentStream): ReadonlySet<number> =>
    (store.document(stream)?.waiting ?? 0) === 0 ? new Set() : log.seatsOf(stream, writer.log());

  return {
    /**
     * The lowest seat whose words are all in the page: one of which some wait would be written from where it seems to
     * end. What is in the log and waits there isn't in the page either: then all seats of this log are left alone.
     */
    choose(stream: DocumentStream, page: NotePage): BoundSeat | null {
      const taken = new Set([...page.sessions.values()].map(({ seat }) => seat.seat));
      const logged = loggedSeats(stream);
      const busy = underWay.get(documentToKey(stream));
      for (let seat = 0; seat < limits.documentUndoSeat; seat++) {
        if (taken.has(seat) || logged.has(seat) || busy?.has(seat)) continue;
        const found = seatOf(stream, seat);
        if (!page.waitsFor(found.writer)) return found;
      }
      return null;
    },
    /** Resolves once nothing of a note is being committed. */
    async settled(stream: DocumentStream): Promise<void> {
      await Promise.all(underWay.get(documentToKey(stream))?.values() ?? []);
    },
    /** Committed, unless the page was told to begin anew before its turn came. */
    async keep(
      stream: DocumentStream,
      session: NoteSession,
      update: Uint8Array,
    ): Promise<Outcome<Record<string, never>>> {
      const key = documentToKey(stream);
      const seats = underWay.get(key) ?? new Map<number, Promise<unknown>>();
      underWay.set(key, seats);
      const committed = committer.commit(() => {
        if (session.broken) return false;
        journal.keep(stream, session.seat, update);
        return true;
      });
      seats.set(session.seat.seat, committed);
      const kept = await committed;
      if (seats.get(session.seat.seat) === committed) seats.delete(session.seat.seat);
      if (seats.size === 0) underWay.delete(key);
      if (!kept.ok) return storageFailed(kept.error);
      return kept.value ? done : notFound;
    },
  };
};
