/** What somebody did to a note is taken back by whoever may, and others' words stay as they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XmlElement, XmlText } from 'yjs';
import { type DocumentEntry, noteEngine, undoInNote } from '../../../src/documents/index.ts';
import { NoteWriter, writerNamed } from './note-writers.ts';

const world = () => {
  const [ann, bad] = [new NoteWriter('ann'), new NoteWriter('bad')];
  const undoer = writerNamed('a seat for undoing');
  const entries: DocumentEntry[] = [];
  /** All that was written since goes into the logs, and everyone sees it. */
  const meet = (): void => {
    for (const writer of [ann, bad]) entries.push(...writer.entries());
    for (let round = 0; round < 2; round++) for (const a of [ann, bad]) for (const b of [ann, bad]) b.see(a);
  };
  const text = () =>
    noteEngine
      .fold(entries)
      .document.text()
      .blocks.map((block) => block.text);
  const undo = (isUndone: (entry: DocumentEntry) => boolean = ({ writer }) => writer === bad.writer) => {
    const update = undoInNote(
      entries.map((entry) => ({ ...entry, undone: isUndone(entry) })),
      undoer,
      [undoer],
    );
    if (update === null) return null;
    const place = entries.filter(({ writer }) => writer === undoer).length;
    entries.push({ update, writer: undoer, place, counts: true });
    const { refused, waiting } = noteEngine.fold(entries);
    expect({ refused, waiting }).toEqual({ refused: [], waiting: 0 });
    for (const page of [ann, bad]) page.take(update);
    return text();
  };
  ann.insertBlock(0, 'heading', 'Plan');
  ann.insertBlock(1, 'paragraph', 'one two three');
  meet();
  return { ann, bad, entries, meet, text, undo };
};

describe('undoing a person', () => {
  it('takes their words away and gives back what they deleted', () => {
    const { bad, meet, text, undo } = world();
    bad.textOf(1).delete(4, 4);
    bad.textOf(1).insert(0, 'SPAM ');
    bad.insertBlock(0, 'paragraph', 'more spam');
    bad.root.delete(1, 1);
    meet();
    expect(text()).toEqual(['more spam', 'SPAM one three']);
    expect(undo()).toEqual(['Plan', 'one two three']);
    expect(undo()).toBeNull();
  });

  it('leaves what others wrote since, in the person’s own blocks too', () => {
    const { ann, bad, meet, undo } = world();
    bad.insertBlock(2, 'paragraph', 'spam');
    bad.insertBlock(3, 'paragraph', 'only spam');
    meet();
    ann.textOf(2).insert(2, 'good words');
    ann.textOf(1).insert(3, ' and');
    meet();
    bad.textOf(1).delete(0, 3);
    meet();
    expect(undo()).toEqual(['Plan', 'one and two three', 'good words']);
  });

  it('leaves deleted what others deleted as well, and gives back what was written under their hands', () => {
    const { ann, bad, meet, text, undo } = world();
    ann.textOf(1).delete(0, 4);
    ann.textOf(1).insert(4, 'kept ');
    bad.root.delete(0, 2);
    meet();
    expect(text()).toEqual([]);
    expect(undo()).toEqual(['Plan', 'two kept three']);
  });

  it('since a time only', () => {
    const { bad, entries, meet, undo } = world();
    bad.textOf(1).insert(0, 'fine ');
    meet();
    const before = new Set(entries);
    bad.textOf(1).insert(0, 'not fine ');
    meet();
    expect(undo((entry) => entry.writer === bad.writer && !before.has(entry))).toEqual([
      'Plan',
      'fine one two three',
    ]);
  });

  it('again, after they went on, brings nothing back twice', () => {
    const { ann, bad, meet, undo } = world();
    bad.root.delete(0, 1);
    bad.textOf(0).delete(4, 4);
    meet();
    expect(undo()).toEqual(['Plan', 'one two three']);
    ann.textOf(1).insert(5, 'xx');
    bad.textOf(1).insert(0, 'SPAM ');
    bad.root.delete(0, 1);
    meet();
    expect(undo()).toEqual(['Plan', 'one txxwo three']);
  });

  it('leaves attributes and formats that others set since', () => {
    const { ann, bad, entries, meet, undo } = world();
    const heading = (page: NoteWriter) => page.root.get(0) as XmlElement;
    bad.textOf(1).format(0, 3, { bold: true });
    heading(bad).setAttribute('level', '4');
    meet();
    heading(ann).setAttribute('level', '2');
    meet();
    bad.insertBlock(0, 'paragraph', 'x');
    meet();
    undo();
    const { doc } = noteEngine.fold(entries).document;
    expect(doc.getXmlFragment('default').toString()).toBe(
      '<heading level="2">Plan</heading><paragraph>one two three</paragraph>',
    );
  });

  it('never loses a letter that others wrote and nobody else deleted', () => {
    const steps = fc.array(
      fc.record({ isBad: fc.boolean(), what: fc.nat(4), where: fc.nat(100), meets: fc.boolean() }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const { ann, bad, meet, entries, undo } = world();
        let letters = 0;
        for (const { isBad, what, where, meets } of all) {
          const page = isBad ? bad : ann;
          const index = page.root.length === 0 ? 0 : where % page.root.length;
          const block = page.root.length === 0 ? undefined : page.root.get(index);
          const text = block instanceof XmlElement ? block.get(0) : undefined;
          if (what === 0 || !(text instanceof XmlText))
            page.insertBlock(index, 'paragraph', isBad ? 'bad' : `<${letters++}>`);
          else if (what < 3) text.insert(where % (text.length + 1), isBad ? 'bad' : `<${letters++}>`);
          else if (isBad && what === 3) page.root.delete(index, 1);
          else if (isBad && text.length > 0) text.delete(0, Math.min(5, text.length));
          if (meets) meet();
        }
        meet();
        undo();
        const said = noteEngine
          .fold(entries)
          .document.text()
          .blocks.map(({ text }) => text)
          .join('');
        const written = Array.from({ length: letters }, (_, index) => index);
        // Others type into words as well: each letter is there, wherever it is.
        const count = (letter: string): number => said.split(letter).length - 1;
        expect([count('<'), count('>')]).toEqual([letters, letters]);
        for (const index of written) expect(said).toMatch(new RegExp([...String(index)].join('.*')));
        expect(said).not.toMatch(/bad/);
      }),
      { numRuns: 25 },
    );
  });
});
