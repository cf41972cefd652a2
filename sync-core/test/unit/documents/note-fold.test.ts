/** [S2] A note is a function of the set of its updates: of their order, batches and repeats it knows nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentString, Item, XmlElement, XmlText } from 'yjs';
import { type DocumentEntry, type NoteDocument, noteEngine } from '../../../src/documents/index.ts';
import { dumpNote } from '../../../src/documents/note/note-dump.ts';
import { NoteWriter } from './note-writers.ts';

type Act = { readonly who: number; readonly what: number; readonly where: number; readonly rest: boolean };
const acts = fc.array(
  fc.record({ who: fc.nat(2), what: fc.nat(9), where: fc.nat(1_000), rest: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

const act = (writer: NoteWriter, { what, where }: Act): void => {
  const { root } = writer;
  const index = root.length === 0 ? 0 : where % root.length;
  const block = root.length === 0 ? null : root.get(index);
  if (what < 2 || !(block instanceof XmlElement)) {
    writer.insertBlock(index, what === 0 ? 'heading' : 'paragraph', `block ${where}`);
    return;
  }
  if (what === 2) {
    root.delete(index, 1);
    return;
  }
  if (what === 3) {
    block.setAttribute('level', String(where % 4));
    return;
  }
  const text = block.get(0);
  if (!(text instanceof XmlText)) return;
  const at = where % (text.length + 1);
  const length = Math.min(3, text.length - at);
  if (what < 7) text.insert(at, `w${where} `);
  else if (what === 7) text.delete(at, length);
  else text.format(at, length, { [what === 8 ? 'bold' : 'italic']: what % 2 === 0 ? true : null });
};

/** Several at work, who see each other now and then; every batch of words as it went into its log. */
const history = (all: readonly Act[], counts: (who: number, index: number) => boolean = () => true) => {
  const writers = ['ann', 'ben', 'cho'].map((name) => new NoteWriter(name));
  const entries: DocumentEntry[] = [];
  const done = new Map<number, number>();
  const take = (writer: NoteWriter, who: number): void => {
    const index = done.get(who) ?? 0;
    done.set(who, index + 1);
    entries.push(...writer.entries(counts(who, index)));
  };
  for (const one of all) {
    const writer = writers[one.who];
    if (!writer) continue;
    act(writer, one);
    if (!one.rest) continue;
    take(writer, one.who);
    for (const other of writers) if (one.where % 3 === 0) other.see(writer);
    const seen = writers[one.where % 3];
    if (seen) writer.see(seen);
  }
  for (const [who, writer] of writers.entries()) take(writer, who);
  return { writers, entries };
};

const shuffled = <T>(items: readonly T[], order: readonly number[]): readonly T[] =>
  items
    .map((item, index) => ({ item, rank: order[index % order.length] ?? 0, index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);

const orders = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 50 });
const dumpOf = (entries: Iterable<DocumentEntry>): string => {
  using document = noteEngine.fold(entries).document;
  return dumpNote(document.doc);
};

/** Letters that can be read, by client and clock. */
const lettersOf = ({ doc }: NoteDocument) =>
  [...doc.store.clients.values()]
    .flat()
    .flatMap((struct) =>
      struct instanceof Item && !struct.deleted && struct.content instanceof ContentString
        ? Array.from(
            { length: struct.length },
            (_, index) => [struct.id.client, struct.id.clock + index] as const,
          )
        : [],
    );

/** Each as soon as what it rests on is there; opened anew from its state after each that has to wait. */
const addedOneByOne = (entries: readonly DocumentEntry[]) => {
  const open = (state: Uint8Array) => {
    const opened = noteEngine.open(state, []);
    if (!opened.ok) throw new Error('an own state is refused');
    return opened.value;
  };
  let document = open(new Uint8Array());
  let left = [...entries];
  while (left.length > 0) {
    const behind = new Set<string>();
    const after = left.filter((entry) => {
      if (behind.has(entry.writer)) return true;
      const added = document.add(entry);
      if (added.ok) return false;
      expect(added.error.kind).toBe('pending');
      document = open(document.state());
      behind.add(entry.writer);
      return true;
    });
    // Batches that rest on each other are taken together only.
    if (after.length === left.length) return noteEngine.fold(entries).document;
    left = after;
  }
  return document;
};

describe('[S2] a note folded from its entries', () => {
  it('is the same in any order, with repeats, added one by one, and opened from its state', () => {
    fc.assert(
      fc.property(acts, orders, (all, order) => {
        const { entries } = history(all);
        const whole = noteEngine.fold(entries);
        expect(whole.refused).toEqual([]);
        expect(whole.waiting).toBe(0);
        const dump = dumpNote(whole.document.doc);
        expect(dumpOf(shuffled([...entries, ...entries], order))).toBe(dump);
        expect(dumpNote(addedOneByOne(entries).doc)).toBe(dump);
      }),
      { numRuns: 30 },
    );
  });

  it('reads as the pages that wrote it do, once all have seen all', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const { writers, entries } = history(all);
        for (const writer of writers) for (const other of writers) writer.see(other);
        for (const writer of writers) for (const other of writers) writer.see(other);
        const [first] = writers;
        if (!first) return;
        // What pages tidy up by themselves once they have seen all are words of theirs as well.
        const tidied = [...entries, ...writers.flatMap((writer) => writer.entries())];
        expect(dumpOf(tidied)).toBe(dumpNote(first.doc));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps everyone else’s words when one writer counts no more', () => {
    fc.assert(
      fc.property(acts, fc.nat(2), orders, (all, gone, order) => {
        const { writers, entries } = history(all);
        const [before, removed] = [noteEngine.fold(entries), writers[gone]];
        const left = entries.map((entry) => ({ ...entry, counts: entry.writer !== removed?.writer }));
        const after = noteEngine.fold(left);
        expect(dumpOf(shuffled(left, order))).toBe(dumpNote(after.document.doc));
        const others = (document: NoteDocument) =>
          lettersOf(document).filter(([client]) => client !== removed?.doc.clientID);
        const kept = new Set(others(after.document).map(String));
        expect(others(before.document).filter((letter) => !kept.has(String(letter)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
