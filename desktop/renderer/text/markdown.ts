/**
 * Markdown to a syntax tree, within bounds. Text from peers may be built to make a parser slow or to
 * nest without end: what looks like that is shown as plain text, so that one message costs little.
 */
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';

/** Deeper than anyone writes; the renderer shows deeper nodes as text. */
export const maxDepth = 12;

// Delimiters are what makes parsing superlinear; people use a few dozen.
const delimiterCaps: readonly (readonly [RegExp, number])[] = [
  [/[[\]!]/g, 200],
  [/[*_~]/g, 300],
  [/[`]/g, 400],
  [/[<&\\]/g, 800],
];

/** Each line is held against each quote and list around it: this many lines, or fewer deeper ones. */
const lineBudget = 1_200;
/** Space only before a marker: with space on both sides there are many ways to match, and one line can hang it. */
const markers = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))+/;

/** How many quotes and lists a line can be in at most: what opens here, and what its indentation goes on with. */
const depthOf = (line: string): number => {
  const [opened = ''] = markers.exec(line) ?? [];
  const spaces = opened.replaceAll('\t', '    ').match(/ /g)?.length ?? 0;
  const opening = opened.match(/[>*+.)-]/g)?.length ?? 0;
  // One space goes with each marker but the last; two more can be the inside of a list.
  return opening === 0 ? 0 : opening + Math.max(0, Math.floor((spaces - opening + 1) / 2));
};

const isTame = (text: string): boolean => {
  const lines = text.split(/\r\n?|\n/);
  const deepest = Math.max(...lines.map(depthOf));
  if (deepest > maxDepth || lines.length * (1 + deepest) > lineBudget) return false;
  return delimiterCaps.every(([pattern, cap]) => (text.match(pattern)?.length ?? 0) <= cap);
};

/**
 * What people type without meaning it: HTML is text like any other here, and a definition would take
 * its own line out of the message and put an address behind words elsewhere.
 */
const notMarkdown = { disable: { null: ['htmlFlow', 'htmlText', 'definition'] } };

const asPlainText = (text: string): Root => ({
  type: 'root',
  children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
});

const cache = new Map<string, Root>();
/** Trees of the messages on screen and a few screens around. */
const cacheSize = 400;

export const parseMarkdown = (text: string): Root => {
  const known = cache.get(text);
  if (known) return known;
  const tree = isTame(text)
    ? fromMarkdown(text, {
        extensions: [gfmStrikethrough({ singleTilde: false }), notMarkdown],
        mdastExtensions: [gfmStrikethroughFromMarkdown()],
      })
    : asPlainText(text);
  if (cache.size >= cacheSize) {
    const oldest = cache.keys().next();
    if (!oldest.done) cache.delete(oldest.value);
  }
  cache.set(text, tree);
  return tree;
};
