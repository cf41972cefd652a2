/**
 * What is searched by: NFKC, lower case, words of letters and digits. A run of Hangul, Han or Kana
 * is cut into overlapping pairs, so that a two-syllable word is found inside a longer one; any other
 * run is one word, found by its beginning. The same function makes index and query, so both agree.
 *
 * The index itself only ever splits at spaces (FTS5 `ascii`, FTS4 `simple`: every non-ASCII
 * character is part of a token), so both engines see the same tokens.
 */
export type Token = {
  readonly text: string;
  /** A word matched by its beginning; pairs match whole. */
  readonly prefix: boolean;
};

/** A run of word characters of the folded text, with its place there. */
type Run = { readonly text: string; readonly paired: boolean };

/** A word longer than this is cut: nobody types it, and a wall of letters must not bloat the index. */
const wordCharacters = 40;

const runs =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|(?:(?![\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}])+/gu;
const paired = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const marks = /\p{M}+/gu;

/** Marks are dropped after composition: what remains of them would only split words. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(marks, '');

/** ASCII and Hangul syllables: most of what is written, and the same before and after folding but for its case. */
const plainText = /^[\0-\x7f\uac00-\ud7a3]*$/;
const plainRuns = /[a-z0-9]+|[\uac00-\ud7a3]+/g;

const toRuns = (text: string): readonly Run[] =>
  plainText.test(text) ? plainToRuns(text) : mixedToRuns(text);

/** What `mixedToRuns` makes of plain text, without asking Unicode's tables. */
const plainToRuns = (text: string): readonly Run[] =>
  (text.toLowerCase().match(plainRuns) ?? []).map((run) => ({
    text: run,
    paired: run.charCodeAt(0) >= 0x80,
  }));

const mixedToRuns = (text: string): readonly Run[] =>
  (foldText(text).match(runs) ?? []).map((run) => ({ text: run, paired: paired.test(run) }));

const isPair = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
/** Where the character that begins at `at` ends. */
const characterEnd = (run: string, at: number): number => at + (isPair(run.charCodeAt(at)) ? 2 : 1);

const pairsOf = (run: string): readonly string[] => {
  const pairs: string[] = [];
  let from = 0;
  let middle = characterEnd(run, 0);
  if (middle === run.length) return [run];
  while (middle < run.length) {
    const end = characterEnd(run, middle);
    pairs.push(run.slice(from, end));
    from = middle;
    middle = end;
  }
  return pairs;
};

const lastCharacter = (run: string): string => run.slice(isPair(run.charCodeAt(run.length - 2)) ? -2 : -1);

const cutWord = (word: string): string =>
  word.length <= wordCharacters ? word : [...word].slice(0, wordCharacters).join('');

/** The words of a message for the index: distinct, separated by spaces. Empty when there are none. */
export const textToIndex = (text: string): string => {
  const tokens = new Set<string>();
  for (const run of toRuns(text)) {
    if (!run.paired) tokens.add(cutWord(run.text));
    else {
      for (const pair of pairsOf(run.text)) tokens.add(pair);
      // The last syllable alone, so that a search for one syllable finds every pair's beginning and the end.
      tokens.add(lastCharacter(run.text));
    }
  }
  return [...tokens].join(' ');
};

/** At most this many tokens of a query are used: more only narrows what nobody reads. */
const queryTokens = 16;

/** What a query asks for, all of which a hit must have. */
export const queryToTokens = (text: string): readonly Token[] => {
  const tokens = new Map<string, Token>();
  for (const run of toRuns(text)) {
    if (!run.paired) {
      const word = cutWord(run.text);
      tokens.set(word, { text: word, prefix: true });
      continue;
    }
    const pairs = pairsOf(run.text);
    for (const pair of pairs)
      tokens.set(pair, { text: pair, prefix: pairs.length === 1 && [...pair].length === 1 });
  }
  return [...tokens.values()].slice(0, queryTokens);
};

/** The runs a hit's text must contain: pairs alone could match scattered. */
export const queryToNeedles = (
  text: string,
): readonly { readonly text: string; readonly paired: boolean }[] => toRuns(text);
