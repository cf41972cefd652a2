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
  [/[[\]!]/g, 300],
  [/[*_~]/g, 600],
  [/[`]/g, 400],
  [/[<&\\]/g, 800],
];
const deepContainers = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t]*){13,}/m;

const isTame = (text: string): boolean => {
  if (deepContainers.test(text)) return false;
  return delimiterCaps.every(([pattern, cap]) => (text.match(pattern)?.length ?? 0) <= cap);
};

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
        extensions: [gfmStrikethrough({ singleTilde: false })],
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
