/**
 * Boards of one open community: what people do to them and what is shown of them. Automerge is started by whoever
 * asks for a board first, or when there is one to be read in for lists and search.
 */
import { err, ok, toWellFormed, unreachable } from '../../../base/index.ts';
import {
  type BoardEdit,
  type CardId,
  type EditMade,
  type EditRefusal,
  readBoardPast,
  restoreWrites,
  undoWrites,
} from '../../../documents/index.ts';
import {
  type DocumentStream,
  limits,
  type MemberId,
  type OpId,
  type PlanAnswer,
} from '../../../model/index.ts';
import { inBackground } from '../../background.ts';
import { type ClientError, notAllowed, notFound, type Outcome } from '../../errors.ts';
import { createActing } from '../acting.ts';
import { branchesOf } from './board-acts.ts';
import { type BoardPages, boardEntries, createBoardPages, may, mayAnswer, maySee } from './board-pages.ts';
import type { DocumentsBase } from './documents.ts';
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
  const { core, writer, journal, publish } = base;
  const { store, logger } = core;
  const boards = createOpenBoards(base);
  const acting = createActing({ core, writer, publish });
  const done = ok<Record<string, never>>({});

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
    isTyping = false,
  ): Promise<Outcome<T>> => {
    const refused = refusal(stream);
    if (refused) return err(refused);
    const changed = await boards.change<Outcome<T>>(stream, branch, (board, pen) => {
      const state = branchesOf(board.entries).find(({ id }) => id === branch)?.state;
      if (branch !== null && state !== 'open') return { update: null, value: notFound };
      return task(board, pen);
    });
    if (!changed.ok) return changed;
    const { update, value } = changed.value;
    if (update === null) return value;
    tell(stream);
    // What is typed is gathered over a rest; everything else is one act, and others see it at once.
    if (!isTyping) inBackground(logger, journal.flush(stream));
    return value;
  };

  const act = async (
    stream: DocumentStream,
    ops: Parameters<typeof acting.write>[1],
  ): Promise<Outcome<readonly OpId[]>> => acting.commit((changes) => acting.write(stream, ops, changes));

  return {
    ...createBoardPages(base, boards),
    edit: (stream, branch, edit) =>
      write<EditMade>(
        stream,
        branch,
        ({ document }, pen) => {
          const edited = document.edit(edit, pen);
          return edited.ok
            ? { update: edited.value.update, value: ok(edited.value.made) }
            : { update: null, value: err(toError(edited.error)) };
        },
        edit.type === 'editDescription',
      ),
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
    grown: boards.grown,
    governed: boards.forget,
    stop: boards.stop,
  };
};
