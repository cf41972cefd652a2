import { expect, test } from 'vitest';
import { createTexts, searchWords, textOfBytes } from '../src/lib/texts.ts';

test('a seed decides the texts', () => {
  const [a, b, c] = [createTexts(1), createTexts(1), createTexts(2)];
  const take = (texts: { next(): string }) => Array.from({ length: 50 }, () => texts.next());
  const first = take(a);
  expect(take(b)).toEqual(first);
  expect(take(c)).not.toEqual(first);
});

test('common and rare words are there to be searched for', () => {
  const texts = createTexts(1);
  const all = Array.from({ length: 20_000 }, () => texts.next());
  for (const word of Object.values(searchWords)) expect(all.some((text) => text.includes(word))).toBe(true);
});

test('a text of so many bytes has exactly that many', () => {
  for (let seed = 1; seed < 200; seed++) expect(Buffer.byteLength(textOfBytes(seed, 100))).toBe(100);
});
