/** What a modified client could put into a board: refused by its bytes alone, alike on every replica [T10]. */
import { decodeChange, encodeChange, getBackend, init } from '@automerge/automerge/slim';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { concatBytes, encode, varint } from '../../../../src/base/index.ts';
import { boardEngine } from '../../../../src/documents/index.ts';
import { limits } from '../../../../src/model/index.ts';
import { addCard, addColumn, createHand, type Hand, lines, writerOf } from './hands.ts';

/** Somebody who writes whatever Automerge can write, on top of what Ann wrote. */
const rogue = (ann: Hand, task: (handle: ReturnType<typeof getBackend>) => void, actor = 'e'): Uint8Array => {
  const handle = getBackend(init({ actor: writerOf(actor) }));
  handle.loadIncremental(ann.board.state());
  task(handle);
  handle.commit(null, 0);
  const update = handle.getLastLocalChange();
  if (!update) throw new Error('nothing was written');
  return update;
};
const kindOf = (update: Uint8Array, writer = writerOf('e')): string => {
  const looked = boardEngine.inspect(update, writer);
  return looked.ok ? 'taken' : looked.error.kind;
};
const cardsObject = `1@${'0'.repeat(32)}`;
const idOf = (letter: string): string => letter.repeat(32);

const board = () => {
  const ann = createHand('a');
  const column = addColumn(ann, 'Todo');
  const card = addCard(ann, column, 'Cake');
  const held = ann.board.inside().getWithType(cardsObject, card);
  if (held?.[0] !== 'map') throw new Error('no card');
  const text = ann.board.inside().getWithType(held[1], 'text');
  if (text?.[0] !== 'text') throw new Error('no text');
  return { ann, card, object: held[1], text: text[1] };
};

describe('a change', () => {
  test("in another's name is refused", () => {
    const { ann, object } = board();
    const update = rogue(ann, (handle) => handle.put(object, 'title', 'Mud', 'str'), 'b');
    expect(kindOf(update)).toBe('foreign-writer');
    expect(kindOf(update, writerOf('b'))).toBe('taken');
  });

  test.each([
    ['the root is overwritten', (h, _o) => h.putObject('_root', 'cards', {})],
    ['a card is deleted', (h, _o, card) => h.delete(cardsObject, card)],
    ["a card is made under another's id", (h) => h.putObject(cardsObject, idOf('b'), {})],
    ['a card is replaced', (h, _o, card) => h.putObject(cardsObject, card, {})],
    ['a text is replaced', (h, o) => h.putObject(o, 'text', 'x')],
    ['a text is deleted', (h, o) => h.delete(o, 'text')],
    ['objects nest', (h, o) => h.putObject(o, 'deep', {})],
    ['a counter stands', (h, o) => h.put(o, 'n', 1, 'counter')],
    ['a text is marked', (h, _o, _c, t) => h.mark(t, { start: 0, end: 1 }, 'bold', true)],
    ['a text holds what is no character', (h, _o, _c, t) => h.insert(t, 0, 5)],
  ] as const satisfies readonly (readonly [
    string,
    (handle: ReturnType<typeof getBackend>, object: string, card: string, text: string) => void,
  ])[])('in which %s is refused', (_, task) => {
    const { ann, object, card, text } = board();
    ann.edit({
      type: 'editDescription',
      card: card,
      base: '',
      splices: [{ at: 0, remove: 0, insert: 'abc' }],
    });
    expect(kindOf(rogue(ann, (handle) => task(handle, object, card, text)))).toBe('malformed');
  });

  test('that takes numbers it has no right to is left out, with what rests on it, and nothing else is', () => {
    const { ann, object } = board();
    const change = decodeChange(rogue(ann, (handle) => handle.put(object, 'title', 'Mud', 'str')));
    const high = encodeChange({ ...change, startOp: 2 ** 31 });
    const log = [...ann.log, { writer: writerOf('e'), update: high, place: 0, counts: true }];
    const folded = boardEngine.fold(log);
    expect(folded.refused).toEqual([{ kind: 'malformed', writer: writerOf('e'), place: 0 }]);
    expect(lines(folded.document)).toEqual(['Todo: Cake']);
    expect(ann.board.add({ writer: writerOf('e'), update: high, place: 0 })).toMatchObject({
      error: { kind: 'malformed' },
    });
  });

  test('about what isn’t there shows nothing and stops nothing', () => {
    const { ann, object, card } = board();
    const change = decodeChange(rogue(ann, (handle) => handle.put(object, 'title', 'Mud', 'str')));
    const lost = encodeChange({
      ...change,
      ops: change.ops.map((op) => ({ ...op, obj: `999@${idOf('c')}` })),
    });
    const entry = { writer: writerOf('e'), update: lost, place: 0, counts: true };
    const later = ann.board.edit(
      { type: 'setTitle', card, title: 'Pie' },
      { writer: ann.writer, fresh: () => new Uint8Array(8) },
    );
    if (!later.ok || later.value.update === null) throw new Error('not edited');
    const pie = { writer: ann.writer, update: later.value.update, place: ann.log.length, counts: true };
    const orders = [
      [...ann.log, entry, pie],
      [entry, pie, ...ann.log],
    ].map((entries) => lines(boardEngine.fold(entries).document));
    expect(orders).toEqual([['Todo: Pie'], ['Todo: Pie']]);
  });

  test('that is compressed is inflated within bounds, and refused beyond them', () => {
    const { ann, card } = board();
    ann.edit({
      type: 'editDescription',
      card,
      base: '',
      splices: [{ at: 0, remove: 0, insert: 'ab'.repeat(900) }],
    });
    const plain = ann.log.at(-1)?.update ?? new Uint8Array();
    expect(plain[8]).toBe(1);
    const lengthBytes = 2;
    const squeeze = (body: Uint8Array): Uint8Array => {
      const packed = deflateSync(body);
      return concatBytes(plain.subarray(0, 8), Uint8Array.of(2), encode(varint, packed.length), packed);
    };
    const packed = squeeze(plain.subarray(9 + lengthBytes));
    expect(packed.length).toBeLessThan(plain.length);
    expect(kindOf(packed, ann.writer)).toBe('taken');
    expect(kindOf(squeeze(new Uint8Array(limits.boardChangeBytes + 1)), ann.writer)).toBe('too-large');
  });

  test('of a few bytes that stand for a billion rows is refused at once', () => {
    const { ann, object } = board();
    const update = rogue(ann, (handle) => handle.put(object, 'title', 'Mud', 'str'));
    const body = decodeChange(update);
    expect(body.ops).toHaveLength(1);
    // The action column, a run of one `set`, made a run of 2^30.
    const at = update.findLastIndex((byte, index) => byte === 0x7f && update[index + 1] === 0x01);
    const bomb = concatBytes(update.subarray(0, at), encode(varint, 2 ** 30), update.subarray(at + 1));
    expect(kindOf(bomb)).toBe('malformed');
  });

  test('of random bytes, or cut anywhere, is refused without a throw', () => {
    const { ann } = board();
    for (const { update } of ann.log)
      for (let length = 1; length < update.length; length += 3) {
        expect(kindOf(update.slice(0, length), ann.writer)).toBe('malformed');
        const flipped = update.slice();
        flipped[length] = (flipped[length] ?? 0) ^ 0x55;
        expect(kindOf(flipped, ann.writer)).not.toBe('taken');
      }
  });
});

test("[S2] a removed person's words that others wrote on stay, the rest goes, in any order", () => {
  const { ann, card } = board();
  const bad = createHand('b');
  bad.hear(ann);
  bad.edit({ type: 'setTitle', card, title: 'Mud' });
  bad.edit({ type: 'setDue', card, due: '2026-01-01' });
  const without = (log: typeof ann.log) =>
    log.map((entry) => ({ ...entry, counts: entry.writer !== bad.writer }));
  const alone = without([...ann.log, ...bad.log]);
  for (const entries of [alone, alone.toReversed()])
    expect(lines(boardEngine.fold(entries).document)).toEqual(['Todo: Cake']);
  const last = bad.log.pop();
  ann.hear(bad);
  ann.edit({ type: 'setDone', card, done: true });
  const resting = without([...ann.log, ...bad.log, ...(last ? [last] : [])]);
  for (const entries of [resting, resting.toReversed()]) {
    const { document, waiting } = boardEngine.fold(entries);
    expect(waiting).toBe(0);
    expect(document.view().columns[0]?.cards[0]).toMatchObject({ title: 'Mud', due: null, done: true });
  }
});
