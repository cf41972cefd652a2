/**
 * Boards of one open community: what people do to them, what others tell of them, and what is shown. Automerge is
 * started by whoever asks for a board first, or when there is one to be read in for lists and search.
 */
import { err, ok, toWellFormed, unreachable } from '../../../base/index.ts';
import { logIdOf } from '../../../crypto/index.ts';
import {
  type BoardEdit,
  type CardId,
  type EditMade,
  type EditRefusal,
  readBoardPast,
  restoreWrites,
  undoWrites,
  writerIdOf,
} from '../../../documents/index.ts';
import { can } from '../../../governance/index.ts';
import {
  type DeviceId,
  type DocumentStream,
  limits,
  type MemberId,
  type OpId,
  type PlanAnswer,
} from '../../../model/index.ts';
import { inBackground } from '../../background.ts';
import { type ClientError, notAllowed, notFound, type Outcome } from '../../errors.ts';
import { createActing } from '../acting.ts';
import type { DocumentMessage } from '../live-room.ts';
import { branchesOf } from './board-acts.ts';
import { type BoardPages, boardEntries, createBoardPages, may, mayAnswer, maySee } from './board-pages.ts';
import type { DocumentsBase } from './documents.ts';
import type { Seat } from './journal.ts';
import { type BoardTask, createOpenBoards } from './open-boards.ts';

type Done = Outcome<Record<string, never>>;

export type Boards = BoardPages & {
  edit(stream: DocumentStream, branch: OpId | null, edit: BoardEdit): Promise<Outcome<EditMade>>;
  openBranch(stream: DocumentStream, name: string): Promise<Outcome<{ readonly branch: OpId }>>;
  closeBranch(stream: DocumentStream, branch: OpId, merged: boolean): Promise<Done>;
  answer(stream: DocumentStream, card: CardId, answer: PlanAnswer | null): Promise<Done>;
  /** False: it is so already. */
  restore(
    stream: DocumentStream,
    branch: OpId | null,
    version: string,
  ): Promise<Outcome<{ readonly changed: boolean }>>;
  /** Undoes what a member did since then. False: there is nothing of theirs. */
  undoPerson(
    stream: DocumentStream,
    member: MemberId,
    sinceMs: number,
  ): Promise<Outcome<{ readonly undone: boolean }>>;
  /** Said in the live room by a device of this member. */
  heard(from: DeviceId, member: MemberId, message: DocumentMessage): void;
  /** There is more in the log of a board, or something else of it counts. */
  grown(stream: DocumentStream): void;
  /** Governance changed, or the own log. */
  governed(): void;
  stop(): void;
};

const toError = (refusal: EditRefusal): ClientError => {
  switch (refusal.kind) {
    case 'gone':
      return { kind: 'not-found' };
    case 'too-long':
      return { kind: 'too-long', limitBytes: limits.cardTextChars };
    case 'too-many':
      return { kind: 'not-allowed', permission: 'too-many' };
    case 'not-so':
      return { kind: 'not-allowed', permission: 'invalid-value' };
    default:
      return unreachable(refusal);
  }
};

/** `tell`: documents of this place say something else. */
export const createBoards = (base: DocumentsBase, tell: (stream: DocumentStream) => void): Boards => {
  const { core, writer, journal, publish, room } = base;
  const { governance, suite, store, logger, clock } = core;
  const boards = createOpenBoards(base);
  const acting = createActing({ core, writer, publish });
  const done = ok<Record<string, never>>({});

  /** To who has the board open; what is too large for that goes by the log at once. */
  const say = (stream: DocumentStream, { opening, seat, branch }: Seat, update: Uint8Array): void => {
    if (update.length > limits.documentLiveBytes) inBackground(logger, journal.flush(stream));
    else
      room().sayOfDocument(
        { type: 'documentTold', document: stream, nonce: opening.nonce, seat, branch, update },
        stream.channel,
      );
  };

  /** Why the own person may not write in it; null: they may. */
  const refusal = (stream: DocumentStream): ClientError | null => {
    if (!maySee(base, stream)) return { kind: 'not-found' };
    if (stream.thread !== null && !store.message(stream.thread)) return { kind: 'not-found' };
    return may(base, 'editPages', stream) ? null : { kind: 'not-allowed', permission: 'editPages' };
  };

  const write = async <T>(
    stream: DocumentStream,
    branch: OpId | null,
    task: BoardTask<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const refused = refusal(stream);
    if (refused) return err(refused);
    const changed = await boards.change<Outcome<T>>(stream, branch, (board, pen) => {
      const state = branchesOf(board.entries).find(({ id }) => id === branch)?.state;
      if (branch !== null && state !== 'open') return { update: null, value: notFound };
      return task(board, pen);
    });
    if (!changed.ok) return changed;
    const { update, value, seat } = changed.value;
    if (update !== null) {
      tell(stream);
      say(stream, seat, update);
    }
    return value;
  };

  const act = async (
    stream: DocumentStream,
    ops: Parameters<typeof acting.write>[1],
  ): Promise<Outcome<readonly OpId[]>> => acting.commit((changes) => acting.write(stream, ops, changes));

  return {
    ...createBoardPages(base, boards),
    edit: (stream, branch, edit) =>
      write<EditMade>(stream, branch, ({ document }, pen) => {
        const edited = document.edit(edit, pen);
        return edited.ok
          ? { update: edited.value.update, value: ok(edited.value.made) }
          : { update: null, value: err(toError(edited.error)) };
      }),
    async openBranch(stream, name) {
      const refused = refusal(stream);
      if (refused) return err(refused);
      const ids = await act(stream, [{ type: 'branchOpened', name: toWellFormed(name) }]);
      if (!ids.ok) return ids;
      const [branch] = ids.value;
      return branch === undefined ? notFound : ok({ branch });
    },
    async closeBranch(stream, branch, merged) {
      const refused = refusal(stream);
      if (refused) return err(refused);
      const loaded = await boards.load(stream, null);
      if (!loaded.ok) return loaded;
      const state = branchesOf(loaded.value.entries).find(({ id }) => id === branch)?.state;
      if (state !== 'open') return notFound;
      // What was tried here goes into the log before it is said to count.
      await journal.flush(stream);
      const ids = await act(stream, [{ type: 'branchClosed', branch, merged }]);
      return ids.ok ? done : ids;
    },
    async answer(stream, card, answer) {
      if (!maySee(base, stream)) return notFound;
      if (!mayAnswer(base, stream))
        return notAllowed(stream.thread === null ? 'sendMessages' : 'sendMessagesInThreads');
      const ids = await act(stream, [{ type: 'cardAnswered', card, answer }]);
      return ids.ok ? done : ids;
    },
    async restore(stream, branch, version) {
      await journal.flush(stream);
      return write<{ readonly changed: boolean }>(stream, branch, (board, pen) => {
        const past = readBoardPast(board.document, boardEntries(base, board));
        const writes = restoreWrites(board.document, past, version);
        if (writes === null) return { update: null, value: notFound };
        const update = board.document.write(writes, pen);
        return { update, value: ok({ changed: update !== null }) };
      });
    },
    async undoPerson(stream, member, sinceMs) {
      await journal.flush(stream);
      return write<{ readonly undone: boolean }>(stream, null, (board, pen) => {
        const past = readBoardPast(board.document, boardEntries(base, board));
        const writes = undoWrites(board.document, past, ({ by, at }) => by === member && at >= sinceMs);
        const update = board.document.write(writes, pen);
        return { update, value: ok({ undone: update !== null }) };
      });
    },
    heard(from, member, message) {
      const stream = message.document;
      if (stream.kind !== 'board' || message.type === 'documentCaret') return;
      const community = governance.current();
      const isAllowed = (permission: 'viewChannel' | 'editPages'): boolean =>
        can(community, member, permission, { channel: stream.channel }, clock.now());
      if (message.type === 'documentOpened') {
        if (isAllowed('viewChannel')) inBackground(logger, journal.flush(stream));
        return;
      }
      if (!isAllowed('editPages')) return;
      const { nonce, seat, branch, update } = message;
      const log = logIdOf(suite, { device: from, nonce });
      const bound = writerIdOf(suite, { log, stream, seat, branch });
      if (boards.told(from, stream, branch, bound, update)) tell(stream);
    },
    grown: boards.grown,
    governed: boards.forget,
    stop: boards.stop,
  };
};
