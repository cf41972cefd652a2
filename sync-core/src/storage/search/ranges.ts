/** Where a query matches in a text, for highlighting: folding may change lengths, so it is mapped back. */
import { foldText, queryToNeedles } from './tokens.ts';

export type TextRange = readonly [from: number, to: number];

type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

/**
 * Folds base character with its marks by base character, remembering for each UTF-16 unit of the folded
 * text which original units it came from.
 */
const foldWithPlaces = (text: string): Folded => {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  // Conjoining jamo compose across characters, so a run of them is folded together.
  for (const match of text.matchAll(/[\u1100-\u11ff]+|[^\u1100-\u11ff]\p{M}*/gsu)) {
    const piece = foldText(match[0]);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    folded += piece;
  }
  return { text: folded, starts, ends };
};

const wordCharacter = /[\p{L}\p{N}]$/u;

/** Null when a needle is nowhere: the index' word for it was not enough (pairs scattered over the text). */
export const matchRanges = (text: string, query: string): readonly TextRange[] | null => {
  const folded = foldWithPlaces(text);
  const found: TextRange[] = [];
  for (const needle of queryToNeedles(query)) {
    let any = false;
    for (let at = folded.text.indexOf(needle.text); at >= 0; at = folded.text.indexOf(needle.text, at + 1)) {
      // A Latin word matches from its beginning only.
      if (!needle.paired && startsInsideWord(folded.text, at)) continue;
      any = true;
      found.push([folded.starts[at] ?? 0, folded.ends[at + needle.text.length - 1] ?? text.length]);
    }
    if (!any) return null;
  }
  return mergeRanges(found);
};

const pairedEnd = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u;
const startsInsideWord = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 2), at);
  return wordCharacter.test(before) && !pairedEnd.test(before);
};

const mergeRanges = (ranges: readonly TextRange[]): readonly TextRange[] => {
  const merged: TextRange[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
};
