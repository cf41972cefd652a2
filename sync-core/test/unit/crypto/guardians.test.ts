/** Guardians' codes: any k of n bring the seed back, fewer and wrong ones say why not [P19]. */
import { expect, test } from 'vitest';
import {
  createRecoverySeed,
  createSuite,
  guardianCodesToSeed,
  splitAmongGuardians,
} from '../../../src/crypto/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

const suite = await createSuite(createSeededRandom('guardians'));
const seed = createRecoverySeed(suite);
const codes = await splitAmongGuardians(suite, seed, 5, 3);
const texts = codes.map(({ text }) => text);
const typed = (...which: readonly number[]) => which.map((index) => texts[index]).join('\n');

test('every three of five bring the seed back, in any order and with words around them', async () => {
  for (let a = 0; a < 5; a++)
    for (let b = 0; b < 5; b++)
      for (let c = 0; c < 5; c++) {
        if (new Set([a, b, c]).size < 3) continue;
        const back = await guardianCodesToSeed(suite, typed(a, b, c));
        expect(back).toEqual({ ok: true, value: seed });
      }
  const wordy = `From Bo: ${texts[4]?.toLowerCase()}.\nFrom Chae,\n  ${texts[0]?.replaceAll('-', ' ')}\n${texts[2]}`;
  expect(await guardianCodesToSeed(suite, wordy)).toEqual({ ok: true, value: seed });
});

test('fewer say how many are missing; the same one twice is one', async () => {
  const few = { ok: false, error: { kind: 'too-few', found: 2, needed: 3 } };
  expect(await guardianCodesToSeed(suite, typed(0, 1))).toEqual(few);
  expect(await guardianCodesToSeed(suite, typed(0, 1, 1, 0))).toEqual(few);
});

test('a mistyped letter, codes of two sets, and no code at all are told apart', async () => {
  const [first = ''] = texts;
  const at = 20;
  const wrong = `${first.slice(0, at)}${first[at] === 'A' ? 'B' : 'A'}${first.slice(at + 1)}`;
  expect(await guardianCodesToSeed(suite, `${wrong}\n${typed(1, 2)}`)).toMatchObject({
    error: { kind: 'malformed' },
  });
  const others = await splitAmongGuardians(suite, seed, 5, 3);
  expect(await guardianCodesToSeed(suite, `${others[0]?.text}\n${typed(1, 2)}`)).toMatchObject({
    error: { kind: 'mixed-sets' },
  });
  expect(await guardianCodesToSeed(suite, 'hello')).toMatchObject({ error: { kind: 'malformed' } });
  expect(await guardianCodesToSeed(suite, 'x'.repeat(20_000))).toMatchObject({ error: { kind: 'too-long' } });
});

test('a code says its set, its number and how many it takes', () => {
  expect(codes[1]).toMatchObject({ number: 2, needed: 3, count: 5 });
  expect(new Set(codes.map(({ set }) => set)).size).toBe(1);
  expect(texts.every((text) => text.startsWith('MARU-G1-'))).toBe(true);
});
