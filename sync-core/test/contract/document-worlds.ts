/** The kinds of document that pass the contract, and how people write in them. */
import { concatBytes } from '../../src/base/index.ts';
import { boardEngine, noteEngine } from '../../src/documents/index.ts';
import type { DocumentPerson, DocumentWorld } from '../../testing/contract/index.ts';
import { addCard, addColumn, createHand, type Hand } from '../unit/documents/board/hands.ts';
import { NoteWriter } from '../unit/documents/note-writers.ts';

export const createNoteWorld = (): DocumentWorld => {
  const writers = new Map<DocumentPerson, NoteWriter>();
  return {
    engine: noteEngine,
    person(name) {
      const page = new NoteWriter(name);
      const person: DocumentPerson = {
        writer: page.writer,
        write: (text) => page.insertBlock(page.root.length, 'paragraph', text),
        see(other) {
          const seen = writers.get(other);
          if (seen) page.see(seen);
        },
        take() {
          const [entry] = page.entries();
          if (!entry) throw new Error('nothing was written');
          return entry.update;
        },
      };
      writers.set(person, page);
      return person;
    },
    [Symbol.dispose]() {
      for (const { doc } of writers.values()) doc.destroy();
    },
  };
};

const letters: Readonly<Record<string, string>> = { ann: 'a', ben: 'b', cho: 'c', bad: 'd', mallory: 'e' };

/** Who writes in a board, and how much of each log they have seen: what is seen comes with all that it rests on. */
type BoardPerson = { readonly hand: Hand; readonly seen: Map<Hand, number>; taken: number };

const seeAll = (person: BoardPerson, other: BoardPerson): void => {
  const wanted = new Map([...other.seen, [other.hand, other.hand.log.length]]);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [hand, length] of wanted) {
      const from = person.seen.get(hand) ?? 0;
      const next = hand === person.hand ? undefined : hand.log.slice(from, length)[0];
      if (next === undefined || !person.hand.board.add(next).ok) continue;
      person.seen.set(hand, from + 1);
      moved = true;
    }
  }
};

export const createBoardWorld = (): DocumentWorld => {
  const people = new Map<DocumentPerson, BoardPerson>();
  return {
    engine: boardEngine,
    person(name) {
      const held: BoardPerson = { hand: createHand(letters[name] ?? 'f'), seen: new Map(), taken: 0 };
      const { hand } = held;
      const person: DocumentPerson = {
        writer: hand.writer,
        write(text) {
          const [column] = hand.board.view().columns;
          addCard(hand, column?.id ?? addColumn(hand, 'Doing'), text);
        },
        see(other) {
          const seen = people.get(other);
          if (seen) seeAll(held, seen);
        },
        take() {
          const updates = hand.log.slice(held.taken).map(({ update }) => update);
          held.taken = hand.log.length;
          return concatBytes(...updates);
        },
      };
      people.set(person, held);
      return person;
    },
    [Symbol.dispose]() {
      for (const { hand } of people.values()) hand.board[Symbol.dispose]();
    },
  };
};
