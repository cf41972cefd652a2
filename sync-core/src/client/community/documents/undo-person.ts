/** Takes back what somebody wrote in a note or on a board since a time, as an ordinary update of whoever undoes. */
import { ok } from '../../../base/index.ts';
import { type NoteDocument, undoInNote, writerIdOf } from '../../../documents/index.ts';
import { can } from '../../../governance/index.ts';
import { documentStream, type LogId, limits, type MemberId } from '../../../model/index.ts';
import type { DocumentPlace } from '../../document-views.ts';
import { notAllowed, notFound, type Outcome, storageFailed } from '../../errors.ts';
import type { CommunityCore } from '../core.ts';
import type { Writer } from '../writer.ts';
import type { Boards } from './boards.ts';
import type { DocumentLog } from './document-log.ts';
import type { Journal, Seat } from './journal.ts';
import type { Notes } from './notes.ts';
import type { DocumentKindPart } from './read-in.ts';

export type UndoPerson = (
  document: DocumentPlace,
  member: MemberId,
  sinceMs: number,
) => Promise<Outcome<{ readonly undone: boolean }>>;

export const createUndoPerson = (deps: {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly log: DocumentLog;
  readonly note: DocumentKindPart<NoteDocument>;
  readonly journal: Journal;
  readonly notes: () => Notes;
  readonly boards: () => Pick<Boards, 'undoPerson'>;
}): UndoPerson => {
  const { core, writer, log, note, journal } = deps;
  const { suite, governance, self, clock, committer } = core;

  return async (place, member, sinceMs) => {
    const stream = documentStream(place.kind, place.channel, place.thread);
    if (stream.kind === 'board') return deps.boards().undoPerson(stream, member, sinceMs);
    if (!governance.current().channels.has(stream.channel)) return notFound;
    if (!can(governance.current(), self, 'editPages', { channel: stream.channel }, clock.now()))
      return notAllowed('editPages');
    // What own pages wrote stands in the log then, where the undo finds it.
    await journal.flush(stream);
    const undoing = (of: LogId) =>
      writerIdOf(suite, { log: of, stream, seat: limits.documentUndoSeat, branch: null });
    const done = await committer.commit(() => {
      const entries = note.mainOf(log.read(stream), true) ?? [];
      const undoers = new Set(entries.map((entry) => undoing(entry.log)));
      const own = undoing(writer.log());
      const update = undoInNote(
        entries.map((entry) => ({
          ...entry,
          undone: entry.at >= sinceMs && governance.memberOf(entry.device) === member,
        })),
        own,
        [...undoers, own],
      );
      if (update === null) return null;
      const seat: Seat = {
        log: writer.log(),
        opening: writer.opening(),
        seat: limits.documentUndoSeat,
        branch: null,
      };
      journal.keep(stream, seat, update);
      return { seat, update };
    });
    if (!done.ok) return storageFailed(done.error);
    if (done.value !== null) {
      deps.notes().written(stream, done.value.seat, done.value.update);
      await journal.flush(stream);
    }
    return ok({ undone: done.value !== null });
  };
};
