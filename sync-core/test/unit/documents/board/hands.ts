/** Boards for tests: people who write in them under their bound ids, and updates as their logs hold them. */
import { automergeFromPackage } from '../../../../drivers/node/index.ts';
import { hexToBytes } from '../../../../src/base/index.ts';
import {
  type BoardDocument,
  type BoardEdit,
  boardEngine,
  type CardId,
  type ColumnId,
  type DocumentEntry,
  type EditMade,
  startAutomerge,
  type WriterId,
} from '../../../../src/documents/index.ts';

await startAutomerge(automergeFromPackage);

/** A writer's id as `writerIdOf` would give it. The cast is the test's: any sixteen bytes will do. */
export const writerOf = (letter: string): WriterId => letter.repeat(32) as WriterId;

export type Hand = {
  readonly writer: WriterId;
  readonly board: BoardDocument;
  /** What its log holds. */
  readonly log: DocumentEntry[];
  edit(edit: BoardEdit): EditMade;
  /** Takes from another what isn't here yet. */
  hear(other: Hand): void;
};

export const createHand = (letter: string): Hand => {
  const writer = writerOf(letter);
  const board = boardEngine.fold([]).document;
  const log: DocumentEntry[] = [];
  const heard = new Map<Hand, number>();
  let made = 0;
  const fresh = (): Uint8Array => hexToBytes((++made).toString(16).padStart(16, '0'));
  return {
    writer,
    board,
    log,
    edit(edit) {
      const done = board.edit(edit, { writer, fresh });
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      const { update } = done.value;
      if (update !== null) log.push({ writer, update, place: log.length, counts: true });
      return done.value.made;
    },
    hear(other) {
      const from = heard.get(other) ?? 0;
      for (const entry of other.log.slice(from)) {
        const added = board.add(entry);
        if (!added.ok) throw new Error(added.error.kind);
      }
      heard.set(other, other.log.length);
    },
  };
};

/** Everyone hears everyone. */
export const meet = (...hands: readonly Hand[]): void => {
  for (const one of hands) for (const other of hands) if (one !== other) one.hear(other);
};

export const addColumn = (hand: Hand, title: string): ColumnId => {
  const { column } = hand.edit({ type: 'addColumn', title, before: null });
  if (column === null) throw new Error('no column was made');
  return column;
};

export const addCard = (hand: Hand, column: ColumnId, title: string): CardId => {
  const { card } = hand.edit({ type: 'addCard', column, title, before: null });
  if (card === null) throw new Error('no card was made');
  return card;
};

/** Columns as `title: card card`. */
export const lines = (board: BoardDocument): readonly string[] =>
  board.view().columns.map(({ title, cards }) => `${title}: ${cards.map((card) => card.title).join(' ')}`);
