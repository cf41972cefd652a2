/** Korean and English say the same things, and every word is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { ko } from '../../../renderer/i18n/ko.ts';

type Words = { readonly [key: string]: string | Words };
const flatten = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
const bare = (key: string) => key.replace(/_(one|other)$/, '');
const korean = new Map(flatten(ko));
const english = new Map(flatten(en));

const root = fileURLToPath(new URL('../../../renderer', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n') && !file.startsWith('demo'))
  .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
  .join('\n');

it('both languages have the same keys', () => {
  expect([...new Set([...english.keys()].map(bare))].sort()).toEqual(
    [...new Set([...korean.keys()].map(bare))].sort(),
  );
});
it('placeholders agree', () => {
  const holes = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
  for (const [key, words] of korean) expect(holes(english.get(key) ?? ''), key).toEqual(holes(words));
});
it('every key that is used exists', () => {
  const used = [...sources.matchAll(/\bt\('([\w.]+)'/g)].map(([, key = '']) => key);
  const known = new Set([...korean.keys()].map(bare));
  expect(used.filter((key) => !known.has(key))).toEqual([]);
});
it('every word is used', () => {
  expect([...new Set([...korean.keys()].map(bare))].filter((key) => !sources.includes(`'${key}'`))).toEqual(
    [],
  );
});
