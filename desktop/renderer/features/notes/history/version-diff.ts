/**
 * Two versions as one document in which what came and what went is marked. Blocks are compared first, then the words
 * of those that changed; long runs that stayed the same are folded.
 */
import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { diffArrays } from 'diff';
import { diffBlocks } from './block-diff.ts';

type Change = 'added' | 'removed';
export type VersionDiff = {
  readonly doc: JSONContent;
  readonly added: number;
  readonly removed: number;
};

/** Of a run that stayed the same, so many blocks are shown on either side. */
const context = 2;
const foldedFrom = 8;

const withMark = (json: JSONContent, change: Change): JSONContent => ({
  ...json,
  marks: [...(json.marks ?? []), { type: change }],
});

/** All of a block, with its words. */
const marked = (node: Node, change: Change): JSONContent => {
  const json: JSONContent = node.toJSON();
  const mark = (part: JSONContent, inline: boolean): JSONContent =>
    inline || part.type === 'text'
      ? withMark(part, change)
      : {
          ...part,
          attrs: { ...part.attrs, change },
          ...(part.content ? { content: part.content.map((child) => mark(child, isInline(child))) } : {}),
        };
  return mark(json, node.isInline);
};
const inlineTypes: ReadonlySet<string> = new Set([
  'text',
  'hardBreak',
  'mention',
  'messageLink',
  'unknownInline',
]);
const isInline = ({ type }: JSONContent): boolean => inlineTypes.has(type ?? '');

/** Text by words, everything else whole. */
const tokensOf = (block: Node): readonly JSONContent[] => {
  const tokens: JSONContent[] = [];
  block.forEach((child) => {
    const json: JSONContent = child.toJSON();
    if (!child.isText) tokens.push(json);
    else
      for (const word of (child.text ?? '').match(/\s+|[^\s]+/g) ?? []) tokens.push({ ...json, text: word });
  });
  return tokens;
};

const joined = (tokens: readonly JSONContent[]): JSONContent[] => {
  const out: JSONContent[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (
      last?.type === 'text' &&
      token.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(token.marks)
    )
      out[out.length - 1] = { ...last, text: `${last.text}${token.text}` };
    else out.push(token);
  }
  return out;
};

const words = (before: Node, after: Node): JSONContent => {
  const old = tokensOf(before);
  const now = tokensOf(after);
  const parts =
    diffArrays(
      old.map((token) => JSON.stringify(token)),
      now.map((token) => JSON.stringify(token)),
      { timeout: 100 },
    ) ?? [];
  const out: JSONContent[] = [];
  let oldAt = 0;
  let nowAt = 0;
  for (const { value, added, removed } of parts) {
    const count = value.length;
    const run = removed ? old.slice(oldAt, oldAt + count) : now.slice(nowAt, nowAt + count);
    const change: Change | null = removed ? 'removed' : added ? 'added' : null;
    out.push(...(change ? run.map((token) => withMark(token, change)) : run));
    if (!added) oldAt += count;
    if (!removed) nowAt += count;
  }
  return { ...after.toJSON(), content: joined(out) };
};

const childrenOf = (node: Node): readonly Node[] => node.content.content;

/** One block that became another, where that can be shown as one. */
const merged = (before: Node, after: Node): JSONContent | null => {
  if (before.type.name !== after.type.name) return null;
  if (after.isTextblock) return words(before, after);
  if (after.isLeaf) return null;
  // A row's cells are its columns: they are compared in place, or the row came anew.
  if (after.type.name === 'tableRow') {
    if (before.childCount !== after.childCount) return null;
    return {
      ...after.toJSON(),
      content: childrenOf(after).map((cell, at) => merged(before.child(at), cell) ?? marked(cell, 'added')),
    };
  }
  return { ...after.toJSON(), content: [...blocks(childrenOf(before), childrenOf(after), false)] };
};

const folded = (run: readonly Node[], first: boolean, last: boolean): readonly JSONContent[] => {
  const json = (node: Node): JSONContent => node.toJSON();
  const head = first ? 0 : context;
  const tail = last ? 0 : context;
  if (run.length < foldedFrom) return run.map(json);
  return [
    ...run.slice(0, head).map(json),
    { type: 'foldedBlocks', attrs: { count: run.length - head - tail } },
    ...run.slice(run.length - tail).map(json),
  ];
};

const blocks = (before: readonly Node[], after: readonly Node[], fold: boolean): readonly JSONContent[] => {
  const hunks = diffBlocks(before, after);
  return hunks.flatMap((hunk, at): readonly JSONContent[] => {
    if (hunk.kind === 'same')
      return fold
        ? folded(hunk.blocks, at === 0, at === hunks.length - 1)
        : hunk.blocks.map((node): JSONContent => node.toJSON());
    const pairs = Math.min(hunk.before.length, hunk.after.length);
    const out: JSONContent[] = [];
    for (let index = 0; index < pairs; index++) {
      const old = hunk.before[index];
      const now = hunk.after[index];
      if (!old || !now) continue;
      const one = merged(old, now);
      out.push(...(one ? [one] : [marked(old, 'removed'), marked(now, 'added')]));
    }
    return [
      ...out,
      ...hunk.before.slice(pairs).map((node) => marked(node, 'removed')),
      ...hunk.after.slice(pairs).map((node) => marked(node, 'added')),
    ];
  });
};

/** How many letters of `doc` are marked so. */
const countOf = (doc: JSONContent, change: Change): number =>
  (doc.marks?.some(({ type }) => type === change) ? (doc.text?.length ?? 1) : 0) +
  (doc.content ?? []).reduce((sum, child) => sum + countOf(child, change), 0);

export const diffVersions = (before: Node, after: Node): VersionDiff => {
  const doc: JSONContent = { type: 'doc', content: [...blocks(childrenOf(before), childrenOf(after), true)] };
  return { doc, added: countOf(doc, 'added'), removed: countOf(doc, 'removed') };
};
