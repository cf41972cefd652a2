/** What the parts of a board's page share: the board, why it can't be changed, and what can be done with it. */
import type {
  BoardCard,
  BoardEdit,
  BoardPage,
  BoardPerson,
  BoardView,
  CardAnswers,
  CardId,
  EditMade,
  MemberId,
} from '@maru/sync-core';
import { createContext, useContext } from 'react';
import type { BoardPlace, BoardStore } from '../../stores/board-store.ts';

export type Board = {
  readonly place: BoardPlace;
  readonly store: BoardStore;
  readonly page: BoardPage;
  readonly view: BoardView;
  /** Why nothing can be changed here, in words; null where one may. */
  readonly locked: string | null;
  readonly personOf: (member: MemberId) => BoardPerson;
  readonly answersOf: (card: CardId) => CardAnswers;
  /** Open comments. */
  readonly commentsOf: (card: CardId) => number;
  /** Resolves once the board shows it: with what it made; null when it was refused, which is then said. */
  readonly edit: (edit: BoardEdit) => Promise<EditMade | null>;
  readonly openCard: (card: CardId) => void;
  readonly archive: (card: BoardCard) => void;
  readonly copyLink: (card: CardId | null) => void;
  /** Says something to screen readers. */
  readonly say: (words: string) => void;
};

const BoardContext = createContext<Board | null>(null);
export const BoardProvider = BoardContext.Provider;

export const useBoard = (): Board => {
  const board = useContext(BoardContext);
  if (!board) throw new Error('bug: no board');
  return board;
};
