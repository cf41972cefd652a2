/** Notes and boards of one open community, put together: log, journal, care, open pages. */

import {
  type DocumentSandbox,
  joinNoteUpdates,
  type NoteDocument,
  noteEngine,
} from '../../../documents/index.ts';
import type { ChannelId, DeviceId, DocumentStream, LogId, MemberId } from '../../../model/index.ts';
import type { EventSink } from '../../events.ts';
import type { Changes } from '../changes.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentMessage, LiveRoom } from '../live-room.ts';
import type { Writer } from '../writer.ts';
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
};

export type Documents = {
  readonly base: DocumentsBase;
  readonly notes: Notes;
  readonly comments: Comments;
  readonly queries: DocumentQueries;
  readonly undoPerson: UndoPerson;
  /** A commit is durable: what it changed of notes and boards. */
  changed(changes: Changes): void;
  heard(from: DeviceId, member: MemberId, message: DocumentMessage): void;
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
  const parts: DocumentParts = { note: notePart, board: () => null };
  const trials = sandbox
    ? createDocumentTrials({ core, sandbox, log: () => log, partOf: (stream) => partOf(parts, stream) })
    : noTrials;
  const log: DocumentLog = createDocumentLog(core, authority, trials.gate);
  const journal = createJournal({
    core,
    writer,
    publish,
    join: (stream, updates) => (partOf(parts, stream) ?? notePart).join(updates),
  });
  const tell = (channels: ReadonlySet<ChannelId>): void => {
    for (const channel of channels) emit('documentsChanged', { community, channel });
  };
  const care = createDocumentCare({
    core,
    log,
    parts,
    before: trials.before,
    readIn: ({ channel }) => tell(new Set([channel])),
  });
  const notes = createNotes({
    core,
    writer,
    log,
    part: notePart,
    journal,
    room,
    emit,
    before: trials.before,
  });

  let own: LogId = writer.log();

  const commented = (changes: Changes): readonly ChannelId[] =>
    [...changes.changedMessages.keys()].filter((channel) => store.hasComments(channel));

  // What a crash kept from the log, and what came while nobody looked.
  journal.flushAll();
  if (store.laggingDocuments(1).length > 0) care.soon();

  return {
    base: { core, writer, authority, log, journal, care, parts, publish, room, emit },
    notes,
    comments: createComments({ core, writer, publish }),
    queries: createDocumentQueries({ core, log, note: notePart }),
    undoPerson: createUndoPerson({ core, writer, log, note: notePart, journal, notes: () => notes }),
    changed(changes) {
      const streams: readonly DocumentStream[] = [...changes.documents.values()];
      for (const stream of streams) if (stream.kind === 'note') notes.grown(stream);
      if (streams.length > 0) care.soon();
      tell(new Set([...streams.map(({ channel }) => channel), ...commented(changes)]));
      if (changes.governance || own !== writer.log()) {
        own = writer.log();
        notes.governed();
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
    },
  };
};
