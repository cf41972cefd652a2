/**
 * Open pages of notes. What a page writes is looked at, committed and put into the log, at once or after
 * a rest; what others write is looked at and passed on. A page of a note that counts otherwise now, or in which the
 * person may do something else, is told to open it anew.
 */
import { bytesToHex, err, ok } from '../../../base/index.ts';
import { logIdOf } from '../../../crypto/index.ts';
import {
  dumpNote,
  isCaretOf,
  type NoteDocument,
  noteEngine,
  writerIdOf,
  writerToClientId,
} from '../../../documents/index.ts';
import { can } from '../../../governance/index.ts';
import {
  type ChannelId,
  type DeviceId,
  type DocumentKey,
  type DocumentStream,
  documentStream,
  documentToKey,
  limits,
  type MemberId,
  type MessageId,
  type Permission,
} from '../../../model/index.ts';
import { inBackground } from '../../background.ts';
import type { NoteOpened, NoteResetReason } from '../../document-views.ts';
import { notAllowed, notFound, type Outcome, tooLong } from '../../errors.ts';
import type { EventSink } from '../../events.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentMessage, LiveRoom } from '../live-room.ts';
import type { Writer } from '../writer.ts';
import type { DocumentLog } from './document-log.ts';
import type { Journal, Seat } from './journal.ts';
import { createNoteLoader, type OpenNote } from './load-note.ts';
import type { NoteSession } from './note-page.ts';
import { createNoteSeats } from './note-seats.ts';
import type { DocumentKindPart } from './read-in.ts';

export type Notes = {
  open(channel: ChannelId, thread: MessageId | null): Promise<Outcome<NoteOpened>>;
  change(session: string, update: Uint8Array): Promise<Outcome<Record<string, never>>>;
  caret(session: string, frame: Uint8Array): Outcome<Record<string, never>>;
  close(session: string): Outcome<Record<string, never>>;
  /** Said in the live room by a device of this member. */
  heard(from: DeviceId, member: MemberId, message: DocumentMessage): void;
  /** There is more in the log of an open note, or something else of it counts. */
  grown(stream: DocumentStream): void;
  /** The log was read in. */
  readIn(stream: DocumentStream): void;
  /** Governance changed. */
  governed(): void;
  /** What was made of a note from outside of its pages: they see it at once. */
  written(stream: DocumentStream, seat: Seat, update: Uint8Array): void;
  stop(): void;
};

export type NotesDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly log: DocumentLog;
  readonly part: DocumentKindPart<NoteDocument>;
  readonly journal: Journal;
  readonly room: () => Pick<LiveRoom, 'sayOfDocument'>;
  readonly emit: EventSink;
  /** Tries what is going to be read in. */
  readonly before: (stream: DocumentStream) => Promise<void>;
};

const done = ok<Record<string, never>>({});
export const createNotes = (deps: NotesDeps): Notes => {
  const { core, writer, log, part, journal, emit } = deps;
  const { store, suite, governance, self, clock } = core;
  const open = new Map<DocumentKey, OpenNote>();
  const seats = createNoteSeats(deps);

  const may = (member: MemberId, permission: Permission, { channel }: DocumentStream): boolean =>
    can(governance.current(), member, permission, { channel }, clock.now());
  const mayEdit = (stream: DocumentStream): boolean => may(self, 'editPages', stream);
  const mayComment = (stream: DocumentStream): boolean =>
    may(self, stream.thread === null ? 'sendMessages' : 'sendMessagesInThreads', stream);
  const maySee = (stream: DocumentStream): boolean =>
    governance.current().channels.has(stream.channel) &&
    (!governance.current().members.has(self) || may(self, 'viewChannel', stream));

  const find = (id: string): { readonly note: OpenNote; readonly session: NoteSession } | null => {
    for (const note of open.values()) {
      const session = note.page.sessions.get(id);
      if (session) return { note, session };
    }
    return null;
  };

  const loadNote = createNoteLoader(deps);
  const load = (stream: DocumentStream): Promise<Outcome<OpenNote>> =>
    loadNote(stream, () => mayEdit(stream));

  const pass = (note: OpenNote, updates: readonly Uint8Array[], but?: NoteSession): void => {
    for (const session of note.page.sessions.values())
      for (const update of updates) if (session !== but) emit('noteUpdated', { session: session.id, update });
  };

  const reset = (note: OpenNote, reason: NoteResetReason): void => {
    const sessions = [...note.page.sessions.keys()];
    // Closed before it is told: a page may open it anew at once.
    note.page.dispose();
    open.delete(documentToKey(note.stream));
    for (const session of sessions) emit('noteReset', { session, reason });
  };

  const sayCaret = (stream: DocumentStream, { seat }: NoteSession, frame: Uint8Array | null): void =>
    deps
      .room()
      .sayOfDocument(
        { type: 'documentCaret', document: stream, nonce: seat.opening.nonce, seat: seat.seat, frame },
        stream.channel,
      );

  const passCaret = (
    note: OpenNote,
    from: DeviceId,
    member: MemberId,
    frame: Uint8Array | null,
    but?: NoteSession,
  ) => {
    for (const session of note.page.sessions.values())
      if (session !== but) emit('noteCaret', { session: session.id, device: from, member, frame });
  };

  const closeSession = (note: OpenNote, session: NoteSession): void => {
    note.page.sessions.delete(session.id);
    sayCaret(note.stream, session, null);
    passCaret(note, core.device.device, self, null);
    if (note.page.sessions.size > 0) return;
    note.page.dispose();
    open.delete(documentToKey(note.stream));
  };

  /** Pages that went without a word: the one longest unused makes room. */
  const makeRoom = (): void => {
    const all = [...open.values()].flatMap((note) =>
      [...note.page.sessions.values()].map((session) => ({ note, session })),
    );
    if (all.length < limits.documentUndoSeat) return;
    const oldest = all.reduce((a, b) => (b.session.lastUsed < a.session.lastUsed ? b : a));
    closeSession(oldest.note, oldest.session);
    emit('noteReset', { session: oldest.session.id, reason: 'gone' });
  };

  /** What the log has beyond what the page knows. */
  const catchUp = (note: OpenNote): void => {
    const more = log.read(note.stream, note.vector);
    note.vector = more.vector;
    if (more.withheld) inBackground(core.logger, catchUpTried(note));
    for (const entry of part.mainOf(more, false) ?? []) {
      if (!entry.counts) continue;
      if (entry.device !== core.device.device) journal.company(note.stream);
      pass(note, note.page.take({ update: entry.update, writer: entry.writer }));
    }
  };

  const catchUpTried = async (note: OpenNote): Promise<void> => {
    await deps.before(note.stream);
    if (open.get(documentToKey(note.stream)) === note) grown(note.stream);
  };

  /** Something else counts: pages that show what doesn't hold any more have to begin anew. */
  const refold = async (note: OpenNote): Promise<void> => {
    const loaded = await load(note.stream);
    if (!loaded.ok) return;
    if (open.get(documentToKey(note.stream)) !== note) return loaded.value.page.dispose();
    const same = dumpNote(loaded.value.page.document.doc) === dumpNote(note.page.document.doc);
    loaded.value.page.dispose();
    if (same) note.vector = loaded.value.vector;
    else reset(note, 'refolded');
  };

  const grown = (stream: DocumentStream): void => {
    const note = open.get(documentToKey(stream));
    if (note === undefined) return;
    if (store.document(stream)?.lag === 'all') inBackground(core.logger, refold(note));
    else catchUp(note);
  };

  const resetOne = (note: OpenNote, session: NoteSession): void => {
    session.broken = true;
    if (note.page.sessions.has(session.id)) closeSession(note, session);
    emit('noteReset', { session: session.id, reason: 'refolded' });
  };

  return {
    async open(channel, thread) {
      const stream = documentStream('note', channel, thread);
      if (!maySee(stream)) return notFound;
      if (thread !== null && !store.message(thread)) return notFound;
      const key = documentToKey(stream);
      let note = open.get(key);
      if (note === undefined) {
        await seats.settled(stream);
        const loaded = await load(stream);
        if (!loaded.ok) return loaded;
        // Another page may have opened it meanwhile.
        note = open.get(key);
        if (note) loaded.value.page.dispose();
        else note = loaded.value;
        open.set(key, note);
      }
      makeRoom();
      // Where that closed the last page of this very note it is opened again.
      open.set(key, note);
      // What came while it was read in.
      grown(stream);
      const chosen = seats.choose(stream, note.page);
      if (chosen === null) return notAllowed('editPages');
      const id = bytesToHex(suite.random.bytes(16));
      const canEdit = mayEdit(stream);
      note.page.sessions.set(id, {
        id,
        ...chosen,
        caret: null,
        broken: false,
        canEdit,
        lastUsed: clock.now(),
      });
      deps.room().sayOfDocument({ type: 'documentOpened', document: stream }, channel);
      return ok({
        session: id,
        clientId: writerToClientId(chosen.writer),
        state: note.page.document.state(),
        canEdit,
        canComment: mayComment(stream),
        incomplete: (store.document(stream)?.waiting ?? 0) > 0,
      });
    },
    async change(id, update) {
      const found = find(id);
      if (found === null) return notFound;
      const { note, session } = found;
      session.lastUsed = clock.now();
      if (!mayEdit(note.stream)) return notAllowed('editPages');
      const looked = noteEngine.inspect(update, session.writer);
      if (!looked.ok) {
        resetOne(note, session);
        return looked.error.kind === 'too-large'
          ? tooLong(limits.documentUpdateBytes)
          : notAllowed('editPages');
      }
      const kept = await seats.keep(note.stream, session, update);
      if (!kept.ok) {
        // The page holds words that aren't kept: what it wrote from there on would rest on nothing.
        resetOne(note, session);
        return kept;
      }
      if (open.get(documentToKey(note.stream)) === note)
        pass(note, note.page.take({ update, writer: session.writer }), session);
      return done;
    },
    caret(id, frame) {
      const found = find(id);
      if (found === null) return notFound;
      const { note, session } = found;
      session.lastUsed = clock.now();
      if (!isCaretOf(frame, session.writer)) return err({ kind: 'not-allowed', permission: 'editPages' });
      session.caret = frame;
      if (!mayEdit(note.stream)) return done;
      sayCaret(note.stream, session, frame);
      passCaret(note, core.device.device, self, frame, session);
      return done;
    },
    close(id) {
      const found = find(id);
      if (found !== null) closeSession(found.note, found.session);
      return done;
    },
    heard(from, member, message) {
      const stream = message.document;
      if (stream.kind !== 'note' || !may(member, 'viewChannel', stream)) return;
      journal.company(stream);
      if (message.type === 'documentOpened') {
        // Even where there is no caret: who came learns that somebody else is here.
        for (const session of open.get(documentToKey(stream))?.page.sessions.values() ?? [])
          sayCaret(stream, session, session.caret);
        return;
      }
      const note = open.get(documentToKey(stream));
      if (note === undefined || !may(member, 'editPages', stream)) return;
      const under = logIdOf(suite, { device: from, nonce: message.nonce });
      const bound = writerIdOf(suite, { log: under, stream, seat: message.seat, branch: null });
      if (message.frame === null || isCaretOf(message.frame, bound))
        passCaret(note, from, member, message.frame);
    },
    grown,
    readIn(stream) {
      const note = open.get(documentToKey(stream));
      if (note === undefined || !note.page.waits()) return;
      const state = store.document(stream)?.state ?? null;
      if (state !== null) pass(note, note.page.absorb(state));
    },
    governed() {
      for (const note of [...open.values()]) {
        const canEdit = mayEdit(note.stream);
        const sessions = [...note.page.sessions.values()];
        if (!maySee(note.stream)) reset(note, 'gone');
        else if (sessions.some((session) => session.seat.log !== writer.log())) reset(note, 'refolded');
        else if (sessions.some((session) => session.canEdit !== canEdit)) reset(note, 'permissions');
      }
    },
    written(stream, seat, update) {
      const note = open.get(documentToKey(stream));
      const bound = writerIdOf(suite, { ...seat, stream });
      if (note) pass(note, note.page.take({ update, writer: bound }));
    },
    stop() {
      for (const note of open.values()) note.page.dispose();
      open.clear();
    },
  };
};
