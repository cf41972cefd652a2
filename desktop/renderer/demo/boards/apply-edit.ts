/** What an edit makes of the demo's board: enough to play with, without an engine. */
import type { BoardCard, BoardEdit, BoardView, EditMade } from '@maru/sync-core';
import { cardId, columnId, itemId, labelId } from './board-scene.ts';

let serial = 1_000;
const nothing: EditMade = { card: null, column: null, label: null, item: null };

type Identified = { readonly id: string };
const insertBefore = <T extends Identified>(
  list: readonly T[],
  one: T,
  before: string | null,
): readonly T[] => {
  const at = list.findIndex(({ id }) => id === before);
  return at < 0 ? [...list, one] : list.toSpliced(at, 0, one);
};
const moved = <T extends Identified>(list: readonly T[], id: string, before: string | null): readonly T[] => {
  const one = list.find((each) => each.id === id);
  return one
    ? insertBefore(
        list.filter((each) => each !== one),
        one,
        before,
      )
    : list;
};
const toggled = <T>(list: readonly T[], one: T, on: boolean): readonly T[] =>
  on ? [...list.filter((each) => each !== one), one] : list.filter((each) => each !== one);

const onCard = (board: BoardView, id: string, change: (card: BoardCard) => BoardCard): BoardView => ({
  ...board,
  columns: board.columns.map((column) => ({
    ...column,
    cards: column.cards.map((card) => (card.id === id ? change(card) : card)),
  })),
});

export const applyEdit = (board: BoardView, edit: BoardEdit): { board: BoardView; made: EditMade } => {
  const done = (next: BoardView, made: Partial<EditMade> = {}) => ({
    board: next,
    made: { ...nothing, ...made },
  });
  const all = [...board.columns.flatMap(({ cards }) => cards), ...board.archived];
  switch (edit.type) {
    case 'addColumn': {
      const column = { id: columnId(++serial), title: edit.title, cards: [] };
      return done(
        { ...board, columns: insertBefore(board.columns, column, edit.before) },
        { column: column.id },
      );
    }
    case 'renameColumn':
      return done({
        ...board,
        columns: board.columns.map((one) => (one.id === edit.column ? { ...one, title: edit.title } : one)),
      });
    case 'moveColumn':
      return done({ ...board, columns: moved(board.columns, edit.column, edit.before) });
    case 'removeColumn':
      return done({ ...board, columns: board.columns.filter(({ id }) => id !== edit.column) });
    case 'addCard': {
      const card: BoardCard = {
        id: cardId(++serial),
        column: edit.column,
        title: edit.title,
        description: '',
        done: false,
        due: null,
        assignees: [],
        labels: [],
        checklist: [],
        cover: null,
        event: null,
        archived: false,
      };
      const columns = board.columns.map((one) =>
        one.id === edit.column ? { ...one, cards: insertBefore(one.cards, card, edit.before) } : one,
      );
      return done({ ...board, columns }, { card: card.id });
    }
    case 'moveCard':
    case 'restoreCard': {
      const card = all.find(({ id }) => id === edit.card);
      if (!card) return done(board);
      const to = edit.type === 'moveCard' ? edit.column : card.column;
      const before = edit.type === 'moveCard' ? edit.before : null;
      const columns = board.columns.map((one) => {
        const cards = one.cards.filter(({ id }) => id !== card.id);
        const here = { ...card, column: one.id, archived: false };
        return { ...one, cards: one.id === to ? insertBefore(cards, here, before) : cards };
      });
      return done({ ...board, columns, archived: board.archived.filter(({ id }) => id !== card.id) });
    }
    case 'archiveCard': {
      const card = all.find(({ id }) => id === edit.card);
      if (!card) return done(board);
      const columns = board.columns.map((one) => ({
        ...one,
        cards: one.cards.filter(({ id }) => id !== card.id),
      }));
      return done({ ...board, columns, archived: [...board.archived, { ...card, archived: true }] });
    }
    case 'setTitle':
      return done(onCard(board, edit.card, (card) => ({ ...card, title: edit.title })));
    case 'editDescription':
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          description: edit.splices.reduce(
            (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
            card.description,
          ),
        })),
      );
    case 'setDone':
      return done(onCard(board, edit.card, (card) => ({ ...card, done: edit.done })));
    case 'setDue':
      return done(onCard(board, edit.card, (card) => ({ ...card, due: edit.due })));
    case 'setCover':
      return done(onCard(board, edit.card, (card) => ({ ...card, cover: edit.cover })));
    case 'setEvent':
      return done(onCard(board, edit.card, (card) => ({ ...card, event: edit.event })));
    case 'assign':
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          assignees: toggled(card.assignees, edit.member, edit.on),
        })),
      );
    case 'labelCard':
      return done(
        onCard(board, edit.card, (card) => ({ ...card, labels: toggled(card.labels, edit.label, edit.on) })),
      );
    case 'addLabel': {
      const label = { id: labelId(++serial), name: edit.name, colour: edit.colour };
      return done({ ...board, labels: [...board.labels, label] }, { label: label.id });
    }
    case 'editLabel':
      return done({
        ...board,
        labels: board.labels.map((one) =>
          one.id === edit.label ? { ...one, name: edit.name, colour: edit.colour } : one,
        ),
      });
    case 'removeLabel':
      return done({ ...board, labels: board.labels.filter(({ id }) => id !== edit.label) });
    case 'addItem': {
      const item = { id: itemId(++serial), text: edit.text, done: false };
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          checklist: insertBefore(card.checklist, item, edit.before),
        })),
        { item: item.id },
      );
    }
    case 'setItemText':
    case 'setItemDone':
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          checklist: card.checklist.map((item) =>
            item.id !== edit.item
              ? item
              : edit.type === 'setItemText'
                ? { ...item, text: edit.text }
                : { ...item, done: edit.done },
          ),
        })),
      );
    case 'moveItem':
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          checklist: moved(card.checklist, edit.item, edit.before),
        })),
      );
    case 'removeItem':
      return done(
        onCard(board, edit.card, (card) => ({
          ...card,
          checklist: card.checklist.filter(({ id }) => id !== edit.item),
        })),
      );
  }
};
