/**
 * The board by keyboard alone: arrows go from card to card and from column to column; Space picks a card up, arrows
 * then carry it, Space lets it go and Escape puts it back. Each step is said.
 */

import type { BoardCard, BoardColumn, CardId } from '@maru/sync-core';
import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../board-context.ts';
import {
  arrange,
  type CardMove,
  columnOfCard,
  type Direction,
  findCard,
  isSamePlace,
  moveEdit,
  placeOf,
  stepMove,
} from './arrange.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The next card in that direction; a column without any is passed over. */
const neighbour = (columns: readonly BoardColumn[], from: CardMove, to: Direction): BoardCard | undefined => {
  const at = columns.findIndex(({ id }) => id === from.column);
  if (to === 'up') return columns[at]?.cards[from.index - 1];
  if (to === 'down') return columns[at]?.cards[from.index + 1];
  const onward = to === 'left' ? columns.slice(0, Math.max(0, at)).toReversed() : columns.slice(at + 1);
  const column = onward.find(({ cards }) => cards.length > 0);
  return column?.cards[Math.min(from.index, column.cards.length - 1)];
};

export type CardActs = {
  readonly rename: (card: BoardCard) => void;
  readonly move: (card: BoardCard) => void;
  readonly add: (column: BoardColumn) => void;
};

export const useBoardKeys = (
  columns: readonly BoardColumn[],
  focusCard: (columns: readonly BoardColumn[], card: string) => void,
  acts: CardActs,
) => {
  const { locked, edit, archive, say } = useBoard();
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<CardId | null>(null);
  const [picked, setPicked] = useState<CardMove | null>(null);
  const current =
    chosen !== null && findCard(columns, chosen)
      ? chosen
      : (columns.find(({ cards }) => cards.length > 0)?.cards[0]?.id ?? null);

  const placeWords = (move: CardMove) => {
    const column = columns.find(({ id }) => id === move.column);
    const count = (column?.cards.filter(({ id }) => id !== move.card).length ?? 0) + 1;
    return { column: column?.title ?? '', at: move.index + 1, count };
  };

  const pick = (card: BoardCard) => {
    const from = placeOf(columns, card.id);
    if (!from) return;
    setPicked(from);
    say(t('boards.picked', { title: card.title, ...placeWords(from) }));
  };
  const carry = (card: BoardCard, move: CardMove, direction: Direction) => {
    const next = stepMove(columns, move, direction);
    if (!next) return say(t('boards.atEdge'));
    // In another column it is another element: the next key must find it there already.
    flushSync(() => setPicked(next));
    focusCard(arrange(columns, next), card.id);
    say(t('boards.carried', placeWords(next)));
  };
  const letGo = async (card: BoardCard, move: CardMove, keep: boolean) => {
    if (!keep || isSamePlace(placeOf(columns, card.id), move)) {
      setPicked(null);
      focusCard(columns, card.id);
      return say(t('boards.putBack', { title: card.title }));
    }
    const done = await edit(moveEdit(columns, move));
    setPicked(null);
    focusCard(arrange(columns, done ? move : null), card.id);
    if (done) say(t('boards.dropped', { title: card.title, ...placeWords(move) }));
  };

  const go = (card: BoardCard | undefined) => {
    if (!card) return;
    setChosen(card.id);
    focusCard(columns, card.id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined;
    const card = id === undefined ? undefined : findCard(columns, id);
    const column = id === undefined ? undefined : columnOfCard(columns, id);
    const from = card ? placeOf(columns, card.id) : null;
    if (!card || !column || !from || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    const direction = directions[event.key];
    if (picked) {
      if (direction) return act(() => carry(card, picked, direction));
      if (event.key === ' ' || event.key === 'Enter') return act(() => void letGo(card, picked, true));
      if (event.key === 'Escape') return act(() => void letGo(card, picked, false));
      return event.key === 'Tab' ? act(() => say(t('boards.stillPicked'))) : undefined;
    }
    if (direction) return act(() => go(neighbour(columns, from, direction)));
    if (event.key === 'Home') return act(() => go(column.cards[0]));
    if (event.key === 'End') return act(() => go(column.cards.at(-1)));
    if (event.key === ' ' && locked !== null) return act(() => say(locked));
    if (locked !== null) return;
    switch (event.key === ' ' ? 'Space' : event.code) {
      case 'Space':
        return act(() => pick(card));
      case 'KeyM':
        return act(() => acts.move(card));
      case 'KeyN':
        return act(() => acts.add(column));
      case 'KeyE':
      case 'F2':
        return act(() => acts.rename(card));
      case 'Delete':
      case 'Backspace':
        return act(() => {
          go(column.cards[from.index + 1] ?? column.cards[from.index - 1]);
          archive(card);
        });
    }
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const id = event.target.dataset['card'];
    const card = id === undefined ? undefined : findCard(columns, id);
    if (card) setChosen(card.id);
  };
  /** Who goes elsewhere with a card in hand has put it back. */
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const next = event.relatedTarget;
    if (picked && next instanceof HTMLElement && next.dataset['card'] !== picked.card) setPicked(null);
  };

  return { current, picked, onKeyDown, onFocus, onBlur };
};
