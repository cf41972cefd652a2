/**
 * An editing trace of the size and shape of the published one of a LaTeX paper (259,778 single edits, of which 30 %
 * delete, 104,852 characters in the end): typed in bursts, corrected at once, gone back to. That one is in no package.
 */
import { createSeeded } from '../../lib/seeded.ts';
import { realTexts } from './real-text.ts';

export type Edit = { readonly at: number; readonly deleted: number; readonly inserted: string };
export type EditTrace = { readonly edits: readonly Edit[]; readonly text: string; readonly source: string };

export const publishedEdits = 259_778;
const deleting = 0.298;
const jumping = 0.01;
/** Typing goes on for so many edits on average before it is corrected. */
const burst = 12;

export const makeTrace = (seed: number, count: number): EditTrace => {
  const random = createSeeded(seed);
  const texts = realTexts(seed);
  const edits: Edit[] = [];
  const letters: string[] = [];
  let cursor = 0;
  let typing: readonly string[] = [];
  let typed = 0;
  while (edits.length < count) {
    if (random.next() < jumping) cursor = random.below(letters.length + 1);
    const isCorrection = cursor > 0 && random.next() < 1 / burst;
    // A correction deletes as much as keeps the share of deletions.
    const corrections = isCorrection
      ? 1 + random.below(2 * Math.round((burst * deleting) / (1 - deleting)))
      : 0;
    for (let left = Math.min(corrections, cursor); left > 0 && edits.length < count; left--) {
      cursor--;
      letters.splice(cursor, 1);
      edits.push({ at: cursor, deleted: 1, inserted: '' });
    }
    if (edits.length >= count) break;
    if (typed >= typing.length) {
      typing = [...`${texts.next()} `].filter((letter) => letter.length === 1);
      typed = 0;
    }
    const letter = typing[typed++] ?? ' ';
    letters.splice(cursor, 0, letter);
    edits.push({ at: cursor, deleted: 0, inserted: letter });
    cursor++;
  }
  return { edits, text: letters.join(''), source: texts.source };
};
