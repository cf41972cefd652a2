/** Random acts on a board of the simulation, and what has to be true of it afterwards. */
import type { BoardEdit, BoardPage, OpenCommunity } from '../../src/client/index.ts';
import { type ChannelId, documentStream } from '../../src/model/index.ts';
import type { Dice } from '../../testing/sim/dice.ts';
import type { Installation } from '../../testing/sim/installation.ts';

export type BoardActs = {
  /** One random edit of whoever is running. */
  act(one: Installation): void;
  /** What is wrong with the board as this one sees it. `gone`: whose cards needn't be there. */
  check(page: BoardPage, gone: string | null): readonly string[];
};

const titlesOf = ({ board }: BoardPage): readonly string[] =>
  [...board.columns.flatMap(({ cards }) => cards), ...board.archived].map(({ title }) => title);

export const createBoardActs = (deps: {
  readonly channel: ChannelId;
  readonly dice: Dice;
  readonly home: (one: Installation) => OpenCommunity | null | undefined;
  readonly count: (what: string) => void;
}): BoardActs => {
  const { dice, home, count } = deps;
  const stream = documentStream('board', deps.channel);
  /** Titles of cards and by whom, once they were acknowledged. */
  const kept = new Map<string, string>();
  let next = 0;

  const chooseEdit = ({ board }: BoardPage): BoardEdit => {
    const columns = board.columns.map(({ id }) => id);
    const cards = board.columns.flatMap((column) => column.cards.map(({ id }) => id));
    if (columns.length < 2) return { type: 'addColumn', title: `Column ${next++}`, before: null };
    const column = dice.pick(columns);
    if (cards.length < 3 || dice.chance(0.4))
      return { type: 'addCard', column, title: `c${next++}`, before: null };
    const card = dice.pick(cards);
    if (dice.chance(0.2)) return { type: 'archiveCard', card };
    if (dice.chance(0.2)) return { type: 'setDone', card, done: dice.chance(0.5) };
    return { type: 'moveCard', card, column, before: dice.chance(0.5) ? dice.pick(cards) : null };
  };

  return {
    act(one) {
      const boards = home(one)?.documents.boards;
      const client = one.client();
      if (!boards) return;
      const work = async (): Promise<void> => {
        const page = await boards.board(stream, null, null);
        if (!page.ok || !page.value.canEdit || one.client() !== client) return;
        const edit = chooseEdit(page.value);
        const edited = await boards.edit(stream, null, edit);
        if (!edited.ok || one.client() !== client) return;
        count(`board: ${edit.type}`);
        if (edit.type === 'addCard') kept.set(edit.title, one.name);
      };
      // Who crashed meanwhile reads from a file that is closed.
      work().catch((thrown: unknown) => {
        if (one.client() === client) throw thrown;
      });
    },
    check(page, gone) {
      const titles = titlesOf(page);
      const broken = [...kept]
        .filter(([title, by]) => by !== gone && !titles.includes(title))
        .map(([title, by]) => `lacks card ${title} of ${by}`);
      const doubled = titles.filter((title, index) => titles.indexOf(title) !== index);
      return [...broken, ...doubled.map((title) => `shows card ${title} twice`)];
    },
  };
};
