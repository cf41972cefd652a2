/** What a board says, for search: a block a card. */
import type { DocumentText } from '../port.ts';
import type { BoardCard, BoardView } from './board-view.ts';

/** Title first: what is found begins with it. */
export const cardText = ({ title, description, checklist, event }: BoardCard): string =>
  [title, description, ...checklist.map(({ text }) => text), event?.place ?? '']
    .filter((part) => part !== '')
    .join('\n');

export const boardText = ({ columns, archived }: BoardView): DocumentText => ({
  title: '',
  blocks: [...columns.flatMap(({ cards }) => cards), ...archived].map((card) => ({
    key: card.id,
    text: cardText(card),
  })),
});
