/**
 * Splices that were meant for one text, put where they belong in another that came of it: what others wrote
 * meanwhile is taken as one stretch that was replaced, and so is what the writer did. Pure.
 */
import type { TextSplice } from './board-edit.ts';

const isHigh = (text: string, at: number): boolean => /[\ud800-\udbff]/.test(text.charAt(at));

/** The one splice that makes `after` of `before`. No character is cut in two. */
export const spliceBetween = (before: string, after: string): TextSplice => {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  if (head > 0 && isHigh(before, head - 1)) head--;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && isHigh(before, before.length - tail - 1)) tail--;
  return {
    at: head,
    remove: before.length - tail - head,
    insert: after.slice(head, after.length - tail),
  };
};

/** Places past the text's end are its end. */
export const applySplice = (text: string, { at, remove, insert }: TextSplice): string =>
  text.slice(0, at) + insert + text.slice(at + remove);

/**
 * What `splices` do to `base`, as splices of `current`, one after the other. Where both changed one stretch, what
 * both wrote stays, and what either took away goes.
 */
export const rebaseSplices = (
  base: string,
  splices: readonly TextSplice[],
  current: string,
): readonly TextSplice[] => {
  const mine = spliceBetween(base, splices.reduce(applySplice, base));
  if (mine.remove === 0 && mine.insert === '') return [];
  const theirs = spliceBetween(base, current);
  const mineEnd = mine.at + mine.remove;
  const theirsEnd = theirs.at + theirs.remove;
  if (mine.at >= theirsEnd) return [{ ...mine, at: mine.at + theirs.insert.length - theirs.remove }];
  if (mineEnd <= theirs.at) return [mine];
  const after = Math.max(0, mineEnd - theirsEnd);
  const before = Math.max(0, theirs.at - mine.at);
  return [
    // The later one first, so that it moves nothing.
    { at: theirs.at + theirs.insert.length, remove: after, insert: '' },
    { at: Math.min(mine.at, theirs.at), remove: before, insert: mine.insert },
  ].filter(({ remove, insert }) => remove > 0 || insert !== '');
};
