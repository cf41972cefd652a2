/**
 * Text as people type it: real lines of chat and reviews where the shared data lies beside the project (its README
 * says whose and under which licence), else lines made by the seed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createTexts, type Texts } from '../../lib/texts.ts';

const data = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');

const linesOf = (path: string): readonly string[] =>
  gunzipSync(readFileSync(path)).toString('utf8').split('\n');

const chat = (): readonly string[] => {
  const folder = join(data, 'irc', 'rust');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => linesOf(join(folder, file)))
    .flatMap((line) => line.split('> ').slice(1, 2));
};

/** Every twentieth: a few hundred kilobytes. */
const reviews = (): readonly string[] =>
  linesOf(join(data, 'ko-reviews.tsv.gz')).flatMap((line, index) =>
    index % 20 === 1 ? line.split('\t').slice(3, 4) : [],
  );

/** `source`: what the report says about it. */
export const realTexts = (seed: number): Texts & { readonly source: string } => {
  if (!existsSync(data)) return { ...createTexts(seed), source: 'made by the seed' };
  const [english, korean] = [chat(), reviews()];
  let next = seed;
  return {
    source: 'real lines of the shared data',
    next() {
      next++;
      const lines = next % 2 === 0 ? english : korean;
      return lines[next % lines.length] ?? '';
    },
  };
};
