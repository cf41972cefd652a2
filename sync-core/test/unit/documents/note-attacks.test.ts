/** What a modified client can put into an update of a note, and what becomes of it: the same on every replica. */
import { describe, expect, it } from 'vitest';
import { type Doc, encodeStateAsUpdate, Item } from 'yjs';
import { concatBytes } from '../../../src/base/index.ts';
import { type DocumentEntry, noteEngine } from '../../../src/documents/index.ts';
import { dumpNote } from '../../../src/documents/note/note-dump.ts';
import { limits } from '../../../src/model/index.ts';
import { b, element, n, noDeletions, root, str, update as updateOf } from './hostile-updates.ts';
import { NoteWriter, writerNamed } from './note-writers.ts';

const mallory = new NoteWriter('mallory');
const me = mallory.doc.clientID;
const update = (structs: readonly Uint8Array[], options: { clock?: number; deletions?: Uint8Array } = {}) =>
  updateOf(me, structs, options);
const inspect = (bytes: Uint8Array) => {
  const looked = noteEngine.inspect(bytes, mallory.writer);
  return looked.ok ? 'taken' : looked.error.kind;
};
const values = (value: Uint8Array) => concatBytes(b(8), root, n(1), value);
const nested = (depth: number) => concatBytes(...Array.from({ length: depth }, () => b(117, 1)), b(126));

describe('an update by itself', () => {
  it('is taken where a page of Maru could have made it', () => {
    expect(inspect(update([element()]))).toBe('taken');
    expect(inspect(b(0, 0))).toBe('taken');
    expect(inspect(update([values(nested(limits.depth))]))).toBe('taken');
  });

  it('in another’s name, wholly or in part, is refused', () => {
    const ann = new NoteWriter('ann');
    ann.insertBlock(0, 'paragraph', 'mine');
    const [entry] = ann.entries();
    if (!entry) throw new Error('nothing was written');
    expect(inspect(entry.update)).toBe('foreign-writer');
    const both = new NoteWriter('mallory');
    both.see(ann);
    both.insertBlock(0, 'paragraph', 'mine too');
    expect(inspect(encodeStateAsUpdate(both.doc))).toBe('foreign-writer');
    expect(noteEngine.inspect(entry.update, writerNamed('ann')).ok).toBe(true);
  });

  it.each<readonly [string, Uint8Array]>([
    ['nothing', b()],
    ['bytes after its end', concatBytes(update([element()]), b(0))],
    ['a gap', update([concatBytes(b(10), n(5))])],
    ['a struct of no length', update([concatBytes(b(0), n(0))])],
    ['an empty text', update([concatBytes(b(4), root, str(''))])],
    ['text that is not UTF-8', update([concatBytes(b(4), root, n(2), b(0xc3, 0x28))])],
    ['more structs than there are', concatBytes(b(1), n(2 ** 31), n(me), n(0), element(), noDeletions)],
    ['a clock beyond all', update([concatBytes(b(0), n(limits.noteClocks + 1))])],
    [
      'a clock that no number holds',
      update([concatBytes(b(0), b(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1))]),
    ],
    ['another root', update([concatBytes(b(7), b(1), str('other'), b(3), str('p'))])],
    ['a field of the root', update([concatBytes(b(7 | 32), root, str('x'), b(3), str('p'))])],
    ['a document within', update([concatBytes(b(9), root, str('guid'), b(118, 0))])],
    ['an embed', update([concatBytes(b(5), root, str('{}'))])],
    ['a type that notes have no use for', update([concatBytes(b(7), root, b(1))])],
    ['a long name', update([element(root, 'x'.repeat(limits.noteNameChars + 1))])],
    ['values nested too deep', update([values(nested(limits.depth + 1))])],
    ['values nested without end', update([values(nested(100_000))])],
    ['a prototype', update([values(concatBytes(b(118, 1), str('__proto__'), b(126)))])],
    [
      'a format nested too deep',
      update([concatBytes(b(6), root, str('bold'), str(`${'['.repeat(2_000)}${']'.repeat(2_000)}`))]),
    ],
    ['what rests on itself', update([concatBytes(b(4 | 128), n(me), n(0), str('x'))])],
    ['a deletion of nothing', update([element()], { deletions: concatBytes(b(1), n(me), b(1), n(0), n(0)) })],
    [
      'deletions out of order',
      update([element()], { deletions: concatBytes(b(1), n(me), b(2), n(5), n(1), n(0), n(1)) }),
    ],
    [
      'deletions of one client twice',
      concatBytes(b(0), b(2), n(me), b(1), n(0), n(1), n(me), b(1), n(3), n(1)),
    ],
    ['no end of deletions', concatBytes(b(0), b(1), n(me), n(limits.noteChanges + 1), n(0), n(1))],
  ])('with %s is malformed', (_name, bytes) => {
    expect(inspect(bytes)).toBe('malformed');
  });

  it('is read up to its limits and not beyond', () => {
    const many = (count: number) => {
      const structs = new Uint8Array(2 * count).map((_, index) => index % 2);
      return concatBytes(b(1), n(count), n(me), n(0), structs, noDeletions);
    };
    expect(inspect(many(limits.noteChanges))).toBe('taken');
    expect(inspect(many(limits.noteChanges + 1))).toBe('malformed');
    const long = (bytes: number) => update([concatBytes(b(4), root, str('x'.repeat(bytes)))]);
    const frame = long(limits.documentUpdateBytes - 100).length - (limits.documentUpdateBytes - 100);
    expect(inspect(long(limits.documentUpdateBytes - frame))).toBe('taken');
    expect(inspect(long(limits.documentUpdateBytes - frame + 1))).toBe('too-large');
    expect(inspect(update([concatBytes(b(0), n(limits.noteClocks))]))).toBe('taken');
  });
});

const entry = (bytes: Uint8Array, place: number, counts = true): DocumentEntry => ({
  update: bytes,
  writer: mallory.writer,
  place,
  counts,
});
const kinds = (entries: readonly DocumentEntry[]) => {
  const { refused, document } = noteEngine.fold(entries);
  const back = noteEngine.fold([...entries].reverse());
  expect(dumpNote(back.document.doc)).toBe(dumpNote(document.doc));
  expect(back.refused).toEqual(refused);
  return { refused: refused.map(({ kind, place }) => [kind, place]), text: document.text() };
};

describe('a writer', () => {
  const first = update([element()]);
  it('is taken up to the first update that doesn’t go on from the one before', () => {
    const again = update([element(root, 'heading')]);
    const next = update([element(root, 'blockquote')], { clock: 1 });
    expect(kinds([entry(first, 0), entry(again, 1), entry(next, 2)]).refused).toEqual([['out-of-turn', 1]]);
    expect(kinds([entry(first, 0), entry(next, 1)]).refused).toEqual([]);
    expect(kinds([entry(next, 0), entry(first, 1)]).refused).toEqual([['out-of-turn', 0]]);
    const opened = noteEngine.fold([entry(first, 0)]).document;
    expect(opened.add(entry(again, 1))).toEqual({ ok: false, error: { kind: 'out-of-turn' } });
    expect(opened.add(entry(next, 2))).toEqual({ ok: false, error: { kind: 'out-of-turn' } });
  });

  it('whose words lie between two places, or backwards, is taken up to there', () => {
    const ann = new NoteWriter('ann');
    ann.insertBlock(0, 'paragraph', 'left');
    ann.insertBlock(1, 'paragraph', 'right');
    const words = ann.entries();
    const [left, right] = [ann.textOf(0), ann.textOf(1)].map((text) => {
      const id = text._start?.id;
      if (!id) throw new Error('no letters');
      return concatBytes(n(id.client), n(id.clock));
    });
    if (!left || !right) throw new Error('no letters');
    const between = update([concatBytes(b(4 | 128 | 64), left, right, str('x'))]);
    expect(kinds([...words, entry(between, 0)]).refused).toEqual([['malformed', 0]]);
    const [a, z] = [left, concatBytes(n(ann.doc.clientID), n((ann.textOf(0)._start?.id.clock ?? 0) + 3))];
    const backwards = update([concatBytes(b(4 | 128 | 64), z, a, str('x'))]);
    expect(kinds([...words, entry(backwards, 0)]).refused).toEqual([['malformed', 0]]);
    const fine = update([concatBytes(b(4 | 128 | 64), a, z, str('x'))]);
    expect(kinds([...words, entry(fine, 0)])).toMatchObject({
      refused: [],
      text: { blocks: [{ text: 'lefxt' }, {}] },
    });
    const opened = noteEngine.fold(words).document;
    expect(opened.add(entry(between, 0))).toEqual({ ok: false, error: { kind: 'malformed' } });
  });

  it('who nests blocks without end is taken up to there', () => {
    const chain = (depth: number) =>
      update(
        Array.from({ length: depth }, (_, index) =>
          element(index === 0 ? root : concatBytes(b(0), n(me), n(index - 1))),
        ),
      );
    expect(kinds([entry(chain(limits.noteDepth), 0)]).refused).toEqual([]);
    expect(kinds([entry(chain(limits.noteDepth + 1), 0)]).refused).toEqual([['malformed', 0]]);
    expect(kinds([entry(chain(20_000), 0)]).refused).toEqual([['malformed', 0]]);
  });

  it('can’t delete what others will have written: such an update waits, and so does what follows', () => {
    const ann = new NoteWriter('ann');
    ann.insertBlock(0, 'paragraph', 'now');
    const words = ann.entries();
    const ahead = concatBytes(b(0), b(1), n(ann.doc.clientID), b(1), n(0), n(1_000));
    const { waiting, refused, document } = noteEngine.fold([...words, entry(ahead, 0), entry(first, 1)]);
    expect({ waiting, refused, text: document.text().title }).toEqual({
      waiting: 2,
      refused: [],
      text: 'now',
    });
    const opened = noteEngine.fold(words).document;
    expect(opened.add(entry(ahead, 0))).toEqual({ ok: false, error: { kind: 'pending' } });
    expect(opened.add(entry(first, 1))).toEqual({ ok: false, error: { kind: 'pending' } });
  });

  it('who rests on what nobody wrote waits, and blocks nobody', () => {
    const ghost = update([concatBytes(b(4 | 128), n(77), n(5), str('x'))]);
    const ann = new NoteWriter('ann');
    ann.insertBlock(0, 'paragraph', 'here');
    const { waiting, document } = noteEngine.fold([entry(ghost, 0), ...ann.entries()]);
    expect([waiting, document.text().title]).toEqual([1, 'here']);
  });
});

describe('what counts [T10]', () => {
  it('takes along words that don’t count where others wrote on them, and not what those deleted', () => {
    const [ann, bad] = [new NoteWriter('ann'), new NoteWriter('bad')];
    ann.insertBlock(0, 'paragraph', 'ours');
    const [ours] = ann.entries();
    bad.see(ann);
    bad.insertBlock(1, 'paragraph', 'spam');
    bad.root.delete(0, 1);
    const [spam] = bad.entries(false);
    ann.see(bad);
    const without = noteEngine.fold([ours, spam].filter((one) => one !== undefined));
    expect(without.document.text().blocks.map(({ text }) => text)).toEqual(['ours']);
    ann.textOf(0).insert(4, ', answered');
    const all = [ours, spam, ...ann.entries()].filter((one) => one !== undefined);
    const { document, waiting } = noteEngine.fold(all);
    expect(waiting).toBe(0);
    expect(document.text().blocks.map(({ text }) => text)).toEqual(['ours', 'spam, answered']);
    // Who has only what counts is told that there is more to it.
    const held = noteEngine.fold([all[0]].filter((one) => one !== undefined)).document;
    expect(all[2] && held.add(all[2])).toEqual({ ok: false, error: { kind: 'pending' } });
  });
});

describe('two who write at once', () => {
  it('may each rest on parts of the other’s batch', () => {
    const [ann, ben] = [new NoteWriter('ann'), new NoteWriter('ben')];
    ann.insertBlock(0, 'paragraph', 'a');
    ben.see(ann);
    ben.textOf(0).insert(1, 'b');
    ann.see(ben);
    ann.textOf(0).insert(2, 'c');
    const both = [...ann.entries(), ...ben.entries()];
    expect(noteEngine.fold(both).document.text().title).toBe('abc');
    const [only] = both;
    expect(only && noteEngine.fold([only]).waiting).toBe(1);
  });

  it('leave what Yjs would tidy up by itself as it is', () => {
    const [ann, ben] = [new NoteWriter('ann'), new NoteWriter('ben')];
    ann.insertBlock(0, 'paragraph', 'a bold word');
    const start = ann.entries();
    ben.see(ann);
    ann.textOf(0).format(2, 4, { bold: true });
    ben.textOf(0).format(0, 11, { bold: true });
    const folded = noteEngine.fold([...start, ...ann.entries(), ...ben.entries()]).document;
    const deleted = (doc: Doc) =>
      [...doc.store.clients.values()].flat().filter((item) => item instanceof Item && item.deleted).length;
    expect(deleted(folded.doc)).toBe(0);
  });
});
