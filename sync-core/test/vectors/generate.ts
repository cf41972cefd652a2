/**
 * Makes the known-answer vectors: `node sync-core/test/vectors/generate.ts` writes the JSON files
 * beside this one. Same code, same seed, same bytes; a test compares them with what is committed.
 */
import { writeFileSync } from 'node:fs';
import { createSuite } from '../../src/crypto/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import type { VectorFile } from '../../testing/vectors.ts';
import { formatCases } from './formats.ts';
import { publishedCases } from './published.ts';
import { refusedCases } from './refused.ts';

/** The vector files by name. */
export const generateVectors = async (): Promise<ReadonlyMap<string, VectorFile>> => {
  const suite = await createSuite(createSeededRandom('vectors'));
  return new Map([
    ['published.json', { about: 'Published answers for the primitives of suite 1', cases: publishedCases }],
    ['refused.json', { about: 'What a strict suite refuses', cases: refusedCases(suite) }],
    ['formats.json', { about: 'Maru formats, suite 1, from a fixed seed', cases: formatCases(suite) }],
  ]);
};

export const vectorFileToJson = (file: VectorFile): string => `${JSON.stringify(file, null, 1)}\n`;

if (import.meta.main)
  for (const [name, file] of await generateVectors())
    writeFileSync(new URL(name, import.meta.url), vectorFileToJson(file));
