/**
 * Two people type in one text: what one changed as a splice, and one's own unsent change carried over to what the
 * others made of the text meanwhile. Pure. Offsets are UTF-16, as a text field counts; never within a character.
 */
export type TextSplice = { readonly at: number; readonly remove: number; readonly insert: string };

const splitsPair = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** The one change that makes `after` of `before`; null where there is none. */
export const spliceOf = (before: string, after: string): TextSplice | null => {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (start > 0 && (splitsPair(before, start) || splitsPair(after, start))) start--;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  while (end > 0 && (splitsPair(before, before.length - end) || splitsPair(after, after.length - end))) end--;
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
};

export const applySplice = (text: string, { at, remove, insert }: TextSplice): string =>
  text.slice(0, at) + insert + text.slice(at + remove);

/** Where a caret stands after somebody else's change: text that comes in right at it goes behind it. */
export const shiftedCaret = (caret: number, { at, remove, insert }: TextSplice): number => {
  if (caret <= at) return caret;
  return caret >= at + remove ? caret - remove + insert.length : at + insert.length;
};

/**
 * `local` and `theirs` both came of `base`: the text with both changes. Where they meet, both stay: nobody's
 * words are taken for what somebody else removed.
 */
export const mergeTexts = (base: string, local: string, theirs: string): string => {
  const own = spliceOf(base, local);
  const other = spliceOf(base, theirs);
  if (own === null || local === theirs) return theirs;
  if (other === null) return local;
  if (own.at + own.remove <= other.at) return applySplice(applySplice(base, other), own);
  if (other.at + other.remove <= own.at) return applySplice(applySplice(base, own), other);
  const at = Math.min(own.at, other.at);
  const end = Math.max(own.at + own.remove, other.at + other.remove);
  const insert = own.at <= other.at ? own.insert + other.insert : other.insert + own.insert;
  return applySplice(base, { at, remove: end - at, insert });
};
