/**
 * What every kind of shared document does alike (`documents/port.ts`): folded from what counts in any order [S2],
 * each writer bound [T10], refusals as values, whatever the bytes. People write words into it as its pages do.
 */
import { bytesToHex } from '../../src/base/index.ts';
import {
  type DocumentEngine,
  type DocumentEntry,
  type DocumentRefusal,
  documentPlace,
  type FoldedDocument,
  type WriterId,
} from '../../src/documents/index.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { type ContractCase, check, checkEqual } from './contract.ts';

/** Somebody at a page of the document. */
export type DocumentPerson = {
  readonly writer: WriterId;
  /** Adds a block or a card that says this. */
  write(text: string): void;
  /** Sees all that the other has. */
  see(other: DocumentPerson): void;
  /** What was written since the last time, as one update of this writer. */
  take(): Uint8Array;
};

export type DocumentWorld = Disposable & {
  readonly engine: DocumentEngine;
  person(name: string): DocumentPerson;
};

type Case = ContractCase<DocumentWorld>;

const places = new WeakMap<DocumentPerson, number>();
const entryOf = (person: DocumentPerson, counts = true): DocumentEntry => {
  const number = places.get(person) ?? 0;
  places.set(person, number + 1);
  return { update: person.take(), writer: person.writer, place: documentPlace(number, 0), counts };
};

const wordsOf = (document: FoldedDocument): readonly string[] =>
  document
    .text()
    .blocks.map(({ text }) => text)
    .sort();

const folded = ({ engine }: DocumentWorld, entries: readonly DocumentEntry[]) => {
  const { document, refused, waiting } = engine.fold(entries);
  using held = document;
  return { words: wordsOf(held), vector: bytesToHex(held.vector()), refused, waiting };
};

/** Ann, Ben and Cho, who saw each other's words and went on. */
const talk = (world: DocumentWorld): readonly DocumentEntry[] => {
  const [ann, ben, cho] = [world.person('ann'), world.person('ben'), world.person('cho')];
  const entries: DocumentEntry[] = [];
  ann.write('one');
  entries.push(entryOf(ann));
  ben.see(ann);
  ben.write('two');
  entries.push(entryOf(ben));
  cho.see(ben);
  cho.write('three');
  ann.write('four');
  entries.push(entryOf(cho), entryOf(ann));
  ann.see(cho);
  ann.write('five');
  entries.push(entryOf(ann));
  return entries;
};

const refusalOf = (result: { readonly ok: boolean; readonly error?: DocumentRefusal }): string =>
  result.ok ? 'taken' : (result.error?.kind ?? '');

const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((first, index) =>
        permutations(items.filter((_, at) => at !== index)).map((rest) => [first, ...rest]),
      );

const folding: readonly Case[] = [
  {
    name: '[S2] the same entries in any order, and twice, make the same document',
    async run(world) {
      const entries = talk(world);
      const expected = folded(world, entries);
      checkEqual(expected.words, ['five', 'four', 'one', 'three', 'two']);
      checkEqual([expected.refused.length, expected.waiting], [0, 0]);
      for (const order of permutations(entries)) checkEqual(folded(world, [...order, ...entries]), expected);
    },
  },
  {
    name: '[S2] added one by one it is the same as folded, and so it is from its state',
    async run(world) {
      const entries = talk(world);
      const expected = folded(world, entries);
      for (let at = 0; at <= entries.length; at++) {
        using start = world.engine.fold(entries.slice(0, at)).document;
        const opened = world.engine.open(start.state(), []);
        check(opened.ok, 'a state opens');
        using document = opened.value;
        for (const entry of entries.slice(at)) checkEqual(refusalOf(document.add(entry)), 'taken');
        checkEqual([wordsOf(document), bytesToHex(document.vector())], [expected.words, expected.vector]);
      }
    },
  },
  {
    name: 'a document of nothing is empty, and so is one opened from no bytes',
    async run(world) {
      checkEqual(folded(world, []).words, []);
      const opened = world.engine.open(new Uint8Array(), []);
      check(opened.ok, 'it opens');
      using document = opened.value;
      checkEqual(document.text(), { title: document.text().title, blocks: [] });
    },
  },
  {
    name: 'what a holder of a vector lacks makes it whole',
    async run(world) {
      const entries = talk(world);
      using whole = world.engine.fold(entries).document;
      using part = world.engine.fold(entries.slice(0, 2)).document;
      const lacked = whole.since(part.vector());
      const all = whole.since(new Uint8Array(world.engine.kind === 'note' ? [0] : []));
      check(lacked.ok && all.ok, 'vectors are read');
      check(lacked.value.length < all.value.length, 'less than everything');
      checkEqual(refusalOf(whole.since(new Uint8Array([255, 255, 255]))), 'malformed');
    },
  },
  {
    name: 'news of what was added is told, and none of what was there',
    async run(world) {
      const entries = talk(world);
      using document = world.engine.fold(entries.slice(0, -1)).document;
      const [last] = entries.slice(-1);
      check(last, 'there is a last');
      const added = document.add(last);
      check(added.ok && added.value.news !== null, 'news');
    },
  },
];

const counting: readonly Case[] = [
  {
    name: '[T10] what doesn’t count is left out, and taken along where what counts rests on it',
    async run(world) {
      const [ann, bad] = [world.person('ann'), world.person('bad')];
      ann.write('ours');
      const ours = entryOf(ann);
      bad.see(ann);
      bad.write('spam');
      const spam = entryOf(bad, false);
      checkEqual(folded(world, [spam, ours]).words, ['ours']);
      ann.write('more');
      checkEqual(folded(world, [spam, ours, entryOf(ann)]).words, ['more', 'ours']);
      ann.see(bad);
      ann.write('answer');
      const { words, waiting } = folded(world, [spam, ours, entryOf(ann)]);
      check(
        waiting === 1 || words.includes('answer') === words.includes('spam'),
        'it comes with what it rests on',
      );
    },
  },
  {
    name: 'what rests on what isn’t here waits, and is taken with it',
    async run(world) {
      const entries = talk(world);
      const without = entries.slice(1);
      checkEqual(folded(world, without).words, []);
      check(folded(world, without).waiting > 0, 'it waits');
      const [, second] = entries;
      check(second, 'there is a second');
      using document = world.engine.fold([]).document;
      checkEqual(refusalOf(document.add(second)), 'pending');
      checkEqual(wordsOf(document), []);
    },
  },
];

const refusing: readonly Case[] = [
  {
    name: '[T10] an update in another’s name is refused whole',
    async run(world) {
      const [ann, mallory] = [world.person('ann'), world.person('mallory')];
      ann.write('mine');
      const forged = { ...entryOf(ann), writer: mallory.writer };
      checkEqual(refusalOf(world.engine.inspect(forged.update, forged.writer)), 'foreign-writer');
      const { refused, words } = folded(world, [forged]);
      checkEqual(
        [words, refused.map(({ kind, writer }) => [kind, writer])],
        [[], [['foreign-writer', mallory.writer]]],
      );
      using document = world.engine.fold([]).document;
      checkEqual(refusalOf(document.add(forged)), 'foreign-writer');
    },
  },
  {
    name: 'a writer who says something else in the place of what was said is taken up to there',
    async run(world) {
      const [first, again] = [world.person('ann'), world.person('ann')];
      first.write('said');
      again.write('never said');
      const said = entryOf(first);
      const other = { ...entryOf(again), place: 1 };
      first.write('later');
      const later = { ...entryOf(first), place: 2 };
      for (const order of permutations([said, other, later])) {
        const { words, refused } = folded(world, order);
        checkEqual([words, refused.map(({ place }) => place)], [['said'], [1]]);
      }
      using document = world.engine.fold([said]).document;
      checkEqual(refusalOf(document.add(other)), 'out-of-turn');
    },
  },
  {
    name: 'whatever the bytes, the answer is a value, and honest words stay',
    async run(world) {
      const random = createSeededRandom('documents');
      const [ann, mallory] = [world.person('ann'), world.person('mallory')];
      ann.write('honest');
      const honest = entryOf(ann);
      mallory.see(ann);
      mallory.write('words to bend');
      const valid = mallory.take();
      const hostile = Array.from({ length: 300 }, (_, index) => {
        const bytes = valid.slice(0, index % 3 === 0 ? index % valid.length : valid.length);
        for (let left = (index % 4) + 1; left > 0 && bytes.length > 0; left--) {
          const [at = 0, low = 0, value = 0] = random.bytes(3);
          bytes[(at * 256 + low) % bytes.length] = value;
        }
        return index % 7 === 0 ? random.bytes(1 + (index % 90)) : bytes;
      });
      for (const update of hostile) {
        world.engine.inspect(update, mallory.writer);
        const { words } = folded(world, [honest, { update, writer: mallory.writer, place: 0, counts: true }]);
        check(words.includes('honest'), `honest words are there beside ${bytesToHex(update)}`);
      }
    },
  },
];

export const documentContract = (): readonly Case[] => [...folding, ...counting, ...refusing];
