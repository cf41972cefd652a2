/** Notes and boards of one open community, put together: log, journal, care, open pages. */

import {
  type DocumentSandbox,
  isAutomergeStarted,
  joinNoteUpdates,
  type NoteDocument,
  noteEngine,
  startAutomerge,
} from '../../../documents/index.ts';
import {
  type ChannelId,
  type DeviceId,
  type DocumentStream,
  type LogId,
  limits,
  type MemberId,
} from '../../../model/index.ts';
import { inBackground } from '../../background.ts';
import type { EventSink } from '../../events.ts';
import type { Changes } from '../changes.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentMessage, LiveRoom } from '../live-room.ts';
import type { Writer } from '../writer.ts';
import { boardPart } from './board-part.ts';
import { type Boards, createBoards } from './boards.ts';
import { createDocumentCare, type DocumentCare, type DocumentParts, partOf } from './care.ts';
import { type Comments, createComments } from './comments.ts';
import { createDocumentAuthority, type DocumentAuthority } from './document-authority.ts';
import type { DocumentLog } from './document-log.ts';
import { createDocumentLog } from './document-log.ts';
import { createDocumentQueries, type DocumentQueries } from './document-queries.ts';
import { createJournal, type Journal } from './journal.ts';
import { createNotes, type Notes } from './notes.ts';
import type { DocumentKindPart } from './read-in.ts';
import { createDocumentTrials, noTrials } from './trials.ts';
import { createUndoPerson, type UndoPerson } from './undo-person.ts';

/** What boards plug into: everything here is of both kinds. */
export type DocumentsBase = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly authority: DocumentAuthority;
  readonly log: DocumentLog;
  readonly journal: Journal;
  readonly care: DocumentCare;
  readonly parts: DocumentParts;
  readonly publish: (changes: Changes) => void;
  readonly room: () => Pick<LiveRoom, 'sayOfDocument'>;
  readonly emit: EventSink;
  /** Whether boards can be read and written: Automerge is here then. */
  readonly startBoards: () => Promise<boolean>;
  /** Tries what others wrote before it is read in (see `trials.ts`). */
  readonly before: (stream: DocumentStream) => Promise<void>;
};

export type Documents = {
  readonly base: DocumentsBase;
  readonly notes: Notes;
  readonly boards: Boards;
  readonly comments: Comments;
  readonly queries: DocumentQueries;
  readonly undoPerson: UndoPerson;
  /** A commit is durable: what it changed of notes and boards. */
  changed(changes: Changes): void;
  heard(from: DeviceId, member: MemberId, message: DocumentMessage): void;
  /** Somebody else looks at it: what is written there is theirs at once. */
  company(stream: DocumentStream): void;
  /** Puts everything that is kept into the log, and reads everything in that lags behind. */
  settle(): Promise<void>;
  stop(): void;
};

const notePart: DocumentKindPart<NoteDocument> = {
  engine: noteEngine,
  join: joinNoteUpdates,
  mainOf: ({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'update' && entry.branch === null ? [entry] : [])),
};

export const createDocuments = (deps: {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly publish: (changes: Changes) => void;
  readonly room: () => Pick<LiveRoom, 'sayOfDocument'>;
  readonly emit: EventSink;
  readonly sandbox: DocumentSandbox | undefined;
}): Documents => {
  const { core, writer, publish, room, emit, sandbox } = deps;
  const { community, store } = core;
  const authority = createDocumentAuthority(core.governance);
  const parts: DocumentParts = { note: notePart, board: () => (isAutomergeStarted() ? boardPart : null) };
  const trials = sandbox
    ? createDocumentTrials({ core, sandbox, log: () => log, partOf: (stream) => partOf(parts, stream) })
    : noTrials;
  const log: DocumentLog = createDocumentLog(core, authority, trials.gate);
  const journal = createJournal({
    core,
    writer,
    publish,
    join: (stream, updates) => (stream.kind === 'board' ? boardPart : notePart).join(updates),
  });
  const tell = (channels: ReadonlySet<ChannelId>): void => {
    for (const channel of channels) emit('documentsChanged', { community, channel });
  };
  const care = createDocumentCare({
    core,
    log,
    parts,
    before: trials.before,
    readIn(stream) {
      if (stream.kind === 'note') notes.readIn(stream);
      tell(new Set([stream.channel]));
    },
  });
  const notes: Notes = createNotes({
    core,
    writer,
    log,
    part: notePart,
    journal,
    room,
    emit,
    before: trials.before,
  });

  const startBoards = async (): Promise<boolean> => {
    if (isAutomergeStarted()) return true;
    if (core.automerge === null) return false;
    await startAutomerge(core.automerge);
    care.soon();
    return true;
  };
  const base: DocumentsBase = {
    core,
    writer,
    authority,
    log,
    journal,
    care,
    parts,
    publish,
    room,
    emit,
    startBoards,
    before: trials.before,
  };
  const boards = createBoards(base, ({ channel }) => tell(new Set([channel])));
  /** For lists and search: a board that lags behind is read in though nobody opens it. */
  const startFor = (streams: readonly DocumentStream[]): void => {
    if (!isAutomergeStarted() && streams.some(({ kind }) => kind === 'board'))
      inBackground(
        core.logger,
        startBoards().then(() => undefined),
      );
  };

  let own: LogId = writer.log();

  const commented = (changes: Changes): readonly ChannelId[] =>
    [...changes.changedMessages.keys()].filter((channel) => store.hasComments(channel));

  // What a crash kept from the log, and what came while nobody looked.
  journal.flushAll();
  const lagging = store.laggingDocuments(limits.documentsListed);
  if (lagging.length > 0) care.soon();
  startFor(lagging);

  return {
    base,
    notes,
    boards,
    company: journal.company,
    comments: createComments({ core, writer, publish }),
    queries: createDocumentQueries({ core, log, note: notePart }),
    undoPerson: createUndoPerson({
      core,
      writer,
      log,
      note: notePart,
      journal,
      notes: () => notes,
      boards: () => boards,
    }),
    changed(changes) {
      const streams: readonly DocumentStream[] = [...changes.documents.values()];
      for (const stream of streams)
        if (stream.kind === 'note') notes.grown(stream);
        else boards.grown(stream);
      startFor(streams);
      if (streams.length > 0) care.soon();
      tell(new Set([...streams.map(({ channel }) => channel), ...commented(changes)]));
      if (changes.governance || own !== writer.log()) {
        own = writer.log();
        notes.governed();
        boards.governed();
      }
      if (changes.governance) journal.flushAll();
    },
    heard: notes.heard,
    async settle() {
      for (const stream of store.pendingDocuments()) await journal.flush(stream);
      await care.settle();
    },
    stop() {
      journal.stop();
      care.stop();
      notes.stop();
      boards.stop();
    },
  };
};
