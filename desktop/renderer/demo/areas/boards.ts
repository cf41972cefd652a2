/** The demo host's part on boards: one rich board with a past and a branch; `?board=<case>` shows other cases. */
import type {
  BoardChange,
  BoardPage,
  BoardPerson,
  BoardVersion,
  BranchView,
  CardAnswers,
  CardHistoryEntry,
  OpId,
} from '@maru/sync-core';
import { emptyBoard, isOpId } from '@maru/sync-core';
import type { EventName, Events } from '../../../contract/index.ts';
import { applyEdit } from '../boards/apply-edit.ts';
import { cardId, columnId, manyCards, plainBoard, richBoard } from '../boards/board-scene.ts';
import { boardChannel } from '../boards/board-talk.ts';
import type { DemoArea } from '../demo-area.ts';
import { author, communityId, memberId } from '../demo-data.ts';

const person = (index: number): BoardPerson => {
  const { name, colour } = author(index);
  return { member: memberId(index), name, colour };
};
const opId = (digit: string): OpId => {
  const id = digit.repeat(32);
  if (!isOpId(id)) throw new Error('bug: demo branch');
  return id;
};
const hourMs = 3_600_000;

const versionsOf = (now: number): readonly BoardVersion[] =>
  [
    [0, 1, '간식 나눠 맡기'],
    [3, 2, '송년 모임'],
    [1, 5, '12월에 읽을 책 고르기'],
    [5, 20, '간식 나눠 맡기'],
    [2, 27, '11월 모임 사진 올리기'],
    [1, 50, '송년 모임'],
    [0, 72, '처음 오는 분들께 안내 글 쓰기'],
  ].map(([who, hours, title]) => ({
    id: `v${hours}`,
    at: now - Number(hours) * hourMs,
    by: person(Number(who)),
    cards: [{ card: cardId(1), title: String(title) }],
  }));

const differences = (now: number): readonly BoardChange[] => {
  const [first, second] = richBoard(now).columns;
  const card = second?.cards[0];
  const added = first?.cards[1];
  if (!first || !second || !card || !added) return [];
  return [
    { kind: 'columnAdded', column: { id: columnId(40), title: '12월 첫 주' } },
    { kind: 'cardAdded', card: { ...added, title: '초대장 보내기' }, column: first },
    {
      kind: 'cardChanged',
      card: card.id,
      title: card.title,
      changes: [
        { field: 'column', before: second, after: first },
        { field: 'due', before: null, after: '2026-12-01' },
        {
          field: 'description',
          before: '한 해 동안 읽은 책 이야기를 나눠요.',
          after: '한 해 이야기를 나눠요.',
        },
        { field: 'assignee', member: memberId(5), on: true },
      ],
    },
  ];
};

export type BoardsDemoDeps = {
  readonly now: number;
  readonly asked: string | null;
  readonly emit: <K extends EventName>(name: K, detail: Events[K]) => void;
};

export const createBoardsDemo = ({ now, asked, emit }: BoardsDemoDeps): DemoArea => {
  let board =
    asked === 'empty'
      ? emptyBoard
      : asked === 'many'
        ? manyCards()
        : asked === 'plain'
          ? plainBoard(now)
          : richBoard(now);
  let answers: readonly CardAnswers[] = [
    {
      card: cardId(5),
      answers: [
        { by: person(1), answer: 'yes' },
        { by: person(3), answer: 'yes' },
        { by: person(5), answer: 'maybe' },
        { by: person(2), answer: 'no' },
      ],
      mine: null,
    },
  ];
  let branches: readonly BranchView[] = [
    {
      id: opId('b'),
      name: '12월을 주 단위로',
      openedBy: person(3),
      openedAt: now - 5 * hourMs,
      state: 'open',
      closedBy: null,
      closedAt: null,
    },
  ];
  const tell = () => emit('documentsChanged', { community: communityId(10), channel: boardChannel });
  const page = (at: string | null): BoardPage => ({
    board: at === null ? board : plainBoard(now),
    people: [0, 1, 2, 3, 4, 5, 6, 7, 8].map(person),
    answers,
    comments: [{ card: cardId(1), open: 2 }],
    branches,
    canEdit: asked !== 'read-only',
    canComment: true,
    incomplete: false,
  });
  const history: readonly CardHistoryEntry[] = [
    {
      version: 'v5',
      at: now - 5 * hourMs,
      by: person(1),
      made: false,
      changes: [
        { field: 'due', before: null, after: '2026-11-28' },
        { field: 'assignee', member: memberId(3), on: true },
      ],
    },
    { version: 'v50', at: now - 50 * hourMs, by: person(3), made: true, changes: [] },
  ];
  return {
    queries: {
      board: ({ at, document }) =>
        document.channel === boardChannel ? page(at) : { ...page(null), board: emptyBoard },
      boardHistory: () => ({ versions: versionsOf(now), hasMore: false }),
      boardVersion: ({ version }) => {
        const found = versionsOf(now).find(({ id }) => id === version);
        return { at: found?.at ?? now, by: found?.by ?? person(0), changes: differences(now).slice(1) };
      },
      cardHistory: () => ({
        entries: history,
        blame: ['title', 'description', 'due', 'column'].map((field, index) => ({
          field,
          at: now - (index * 20 + 2) * hourMs,
          by: person(index + 1),
        })),
      }),
      branchDifference: () => ({ changes: differences(now) }),
      boardLookers: () => (asked === 'rich' ? [person(3), person(5)] : []),
      exportBoard: () => ({ text: '# 보드\n' }),
    },
    commands: {
      editBoard({ edit }) {
        const { board: next, made } = applyEdit(board, edit);
        board = next;
        tell();
        return made;
      },
      openBranch({ name }) {
        const id = opId('c');
        branches = [
          {
            id,
            name,
            openedBy: person(0),
            openedAt: now,
            state: 'open',
            closedBy: null,
            closedAt: null,
          },
          ...branches,
        ];
        tell();
        return { branch: id };
      },
      closeBranch({ branch, merged }) {
        branches = branches.map((one) =>
          one.id === branch ? { ...one, state: merged ? 'merged' : 'dropped' } : one,
        );
        tell();
      },
      answerCard({ card, answer }) {
        answers = answers.map((one) => {
          if (one.card !== card) return one;
          const others = one.answers.filter(({ by }) => by.member !== memberId(0));
          return {
            ...one,
            answers: answer === null ? others : [...others, { by: person(0), answer }],
            mine: answer,
          };
        });
        tell();
      },
      lookAtBoard: () => ({}),
      restoreBoard: () => ({ changed: true }),
    },
  };
};
