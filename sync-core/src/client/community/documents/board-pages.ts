/** What boards are shown as: the page, its past, cards' histories, branches. Reads only. */
import { ok } from '../../../base/index.ts';
import {
  type BoardDocument,
  type BoardEntry,
  type BoardPast,
  type BoardView,
  boardToCsv,
  boardToMarkdown,
  type CardId,
  changesBetween,
  emptyBoard,
  isCardId,
  readBoardPast,
} from '../../../documents/index.ts';
import { can } from '../../../governance/index.ts';
import {
  type DocumentStream,
  limits,
  type MemberId,
  type OpId,
  type Permission,
} from '../../../model/index.ts';
import type {
  BoardHistory,
  BoardPage,
  BoardPerson,
  BoardVersionChanges,
  BranchDifference,
  BranchView,
  CardAnswers,
  CardHistory,
} from '../../board-views.ts';
import { notFound, type Outcome } from '../../errors.ts';
import { personOf } from '../people.ts';
import { type AnswerFacts, answersOf, type BranchFacts, branchesOf, compareSaid } from './board-acts.ts';
import { updatesOf } from './board-part.ts';
import type { DocumentsBase } from './documents.ts';
import type { OpenBoard, OpenBoards } from './open-boards.ts';

type ReadPast = {
  readonly heads: string;
  readonly handle: ReturnType<BoardDocument['inside']>;
  readonly entries: OpenBoard['entries'];
  readonly past: BoardPast;
};

/** Versions of one page of the history, and steps of a card. */
const pageVersions = 100;

export type BoardPages = {
  board(stream: DocumentStream, branch: OpId | null, at: string | null): Promise<Outcome<BoardPage>>;
  history(stream: DocumentStream, branch: OpId | null, before: string | null): Promise<Outcome<BoardHistory>>;
  version(
    stream: DocumentStream,
    branch: OpId | null,
    version: string,
  ): Promise<Outcome<BoardVersionChanges>>;
  cardHistory(stream: DocumentStream, branch: OpId | null, card: CardId): Promise<Outcome<CardHistory>>;
  difference(stream: DocumentStream, branch: OpId): Promise<Outcome<BranchDifference>>;
  export(
    stream: DocumentStream,
    branch: OpId | null,
    format: 'markdown' | 'csv',
  ): Promise<Outcome<{ readonly text: string }>>;
};

export const maySee = ({ core }: DocumentsBase, { channel }: DocumentStream): boolean => {
  const { governance, self, clock } = core;
  const community = governance.current();
  if (!community.channels.has(channel)) return false;
  // Who left keeps what they hold.
  return !community.members.has(self) || can(community, self, 'viewChannel', { channel }, clock.now());
};

export const may = ({ core }: DocumentsBase, permission: Permission, { channel }: DocumentStream): boolean =>
  can(core.governance.current(), core.self, permission, { channel }, core.clock.now());

export const mayAnswer = (base: DocumentsBase, stream: DocumentStream): boolean =>
  may(base, stream.thread === null ? 'sendMessages' : 'sendMessagesInThreads', stream);

/** The log's entries as versions, in the order in which people wrote them. What still rests here comes last. */
export const boardEntries = (base: DocumentsBase, board: OpenBoard): readonly BoardEntry[] => {
  const logged = [...updatesOf(base.log.read(board.stream).entries, board.branch)].sort(compareSaid);
  return logged.flatMap((entry): readonly BoardEntry[] => {
    const { log, number, index, at, author, device, writer, update, place, counts } = entry;
    const by = author ?? base.core.governance.memberOf(device) ?? null;
    return by === null ? [] : [{ id: `${log}.${number}.${index}`, at, by, writer, update, place, counts }];
  });
};

export const createBoardPages = (base: DocumentsBase, boards: OpenBoards): BoardPages => {
  const { core, journal } = base;
  const { governance, self, store } = core;

  const toPerson = (member: MemberId): BoardPerson => {
    const { name, colour } = personOf(governance.current(), member);
    return { member, name, colour };
  };
  const toBranch = ({ openedBy, closedBy, ...facts }: BranchFacts): BranchView => ({
    ...facts,
    openedBy: toPerson(openedBy),
    closedBy: closedBy && toPerson(closedBy),
  });
  const toAnswers = (answers: AnswerFacts): readonly CardAnswers[] =>
    [...answers].map(([card, of]) => ({
      card,
      answers: [...of].map(([member, answer]) => ({ by: toPerson(member), answer })),
      mine: of.get(self) ?? null,
    }));

  /** Open comments of each card. */
  const openComments = ({ channel, thread }: DocumentStream): BoardPage['comments'] => {
    const counts = new Map<CardId, number>();
    for (const { anchored, outcome } of store.comments({ channel, thread }, limits.commentsListed)) {
      const { target } = anchored;
      if (target.type !== 'card' || !isCardId(target.card) || outcome !== 'open') continue;
      counts.set(target.card, (counts.get(target.card) ?? 0) + 1);
    }
    return [...counts].map(([card, open]) => ({ card, open }));
  };

  const peopleOf = (view: BoardView, answers: AnswerFacts): readonly BoardPerson[] => {
    const members = new Set<MemberId>();
    for (const card of [...view.columns.flatMap(({ cards }) => cards), ...view.archived])
      for (const member of card.assignees) members.add(member);
    for (const of of answers.values()) for (const member of of.keys()) members.add(member);
    return [...members].map(toPerson);
  };

  /** Read once while the board stays as it is: who goes through its versions asks for one after the other. */
  const pasts = new WeakMap<OpenBoard, ReadPast>();
  const pastOf = (board: OpenBoard): BoardPast => {
    const [heads, handle] = [board.document.heads().join(), board.document.inside()];
    const known = pasts.get(board);
    const isSame = known?.heads === heads && known.handle === handle && known.entries === board.entries;
    if (known && isSame) return known.past;
    const past = readBoardPast(board.document, boardEntries(base, board));
    pasts.set(board, { heads, handle, entries: board.entries, past });
    return past;
  };

  /** With the past of it, for which what rests here is put into the log. */
  const withPast = async <T>(
    stream: DocumentStream,
    branch: OpId | null,
    task: (past: BoardPast, board: OpenBoard) => Outcome<T>,
  ): Promise<Outcome<T>> => {
    if (!maySee(base, stream)) return notFound;
    await journal.flush(stream);
    const loaded = await boards.load(stream, branch);
    if (!loaded.ok) return loaded;
    // Something else of it counted just now: it is read in anew.
    if (loaded.value.dropped) return withPast(stream, branch, task);
    return task(pastOf(loaded.value), loaded.value);
  };

  return {
    async board(stream, branch, at) {
      if (!maySee(base, stream)) return notFound;
      const loaded = await boards.load(stream, branch);
      if (!loaded.ok) return loaded;
      const { document, entries, waiting } = loaded.value;
      const branches = branchesOf(entries);
      const answers = answersOf(entries);
      const page = (view: BoardView): Outcome<BoardPage> =>
        ok({
          board: view,
          people: peopleOf(view, answers),
          answers: toAnswers(answers),
          comments: openComments(stream),
          branches: branches.map(toBranch),
          canEdit:
            at === null &&
            may(base, 'editPages', stream) &&
            (branch === null || branches.some(({ id, state }) => id === branch && state === 'open')),
          canComment: mayAnswer(base, stream),
          incomplete: waiting > 0,
        });
      if (at === null) return page(document.view());
      return withPast(stream, branch, (past) => {
        const view = past.viewAt(at);
        return view === null ? notFound : page(view);
      });
    },
    history: (stream, branch, before) =>
      withPast(stream, branch, (past, { document }) => {
        const titles = new Map(
          [...document.view().columns.flatMap(({ cards }) => cards), ...document.view().archived].map(
            (card) => [card.id, card.title],
          ),
        );
        const newest = [...past.versions].reverse();
        const from = before === null ? 0 : newest.findIndex(({ id }) => id === before) + 1;
        const shown = newest.slice(from, from + pageVersions);
        return ok({
          versions: shown.map(({ id, at, by }) => ({
            id,
            at,
            by: toPerson(by),
            cards: past.touched(id).map((card) => ({ card, title: titles.get(card) ?? '' })),
          })),
          hasMore: newest.length > from + pageVersions,
        });
      }),
    version: (stream, branch, version) =>
      withPast(stream, branch, (past) => {
        const entry = past.versions.find(({ id }) => id === version);
        const after = past.viewAt(version);
        if (!entry || after === null) return notFound;
        const older = past.before(version);
        const was = (older === null ? null : past.viewAt(older)) ?? emptyBoard;
        return ok({ at: entry.at, by: toPerson(entry.by), changes: changesBetween(was, after) });
      }),
    cardHistory: (stream, branch, card) =>
      withPast(stream, branch, (past) =>
        ok({
          entries: past.cardSteps(card, pageVersions).map(({ entry, made, changes }) => ({
            version: entry.id,
            at: entry.at,
            by: toPerson(entry.by),
            made,
            changes,
          })),
          blame: past.blame(card).map(({ field, at, by }) => ({ field, at, by: toPerson(by) })),
        }),
      ),
    async difference(stream, branch) {
      if (!maySee(base, stream)) return notFound;
      const main = await boards.load(stream, null);
      if (!main.ok) return main;
      const before = main.value.document.view();
      const tried = await boards.load(stream, branch);
      if (!tried.ok) return tried;
      return ok({ changes: changesBetween(before, tried.value.document.view()) });
    },
    async export(stream, branch, format) {
      if (!maySee(base, stream)) return notFound;
      const loaded = await boards.load(stream, branch);
      if (!loaded.ok) return loaded;
      const view = loaded.value.document.view();
      const names = { member: (id: MemberId) => personOf(governance.current(), id).name };
      const title = governance.current().channels.get(stream.channel)?.name ?? '';
      return ok({ text: format === 'csv' ? boardToCsv(view, names) : boardToMarkdown(title, view, names) });
    },
  };
};
