/** Makes a note what it was, as an edit like any other: only the blocks that differ are touched. */
import type { Node } from '@tiptap/pm/model';
import { Fragment, Slice } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { diffBlocks } from './block-diff.ts';

type Replacement = { readonly from: number; readonly to: number; readonly with: Fragment };

/** Within a block of the same kind, only the words that differ. */
const within = (at: number, before: Node, after: Node): Replacement => {
  const whole = { from: at, to: at + before.nodeSize, with: Fragment.from(after) };
  if (before.type !== after.type || !before.isTextblock || !before.sameMarkup(after)) return whole;
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || !end) return whole;
  // Where both ends meet in a repetition, the shorter side decides.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return {
    from: at + 1 + start,
    to: at + 1 + end.a + overlap,
    with: after.content.cut(start, end.b + overlap),
  };
};

const replacementsOf = (now: Node, then: Node): readonly Replacement[] => {
  const found: Replacement[] = [];
  let at = 0;
  for (const hunk of diffBlocks(now.content.content, then.content.content)) {
    if (hunk.kind === 'same') {
      for (const { nodeSize } of hunk.blocks) at += nodeSize;
      continue;
    }
    const pairs = Math.min(hunk.before.length, hunk.after.length);
    hunk.before.forEach((block, index) => {
      const other = index < pairs ? hunk.after[index] : undefined;
      found.push(
        other ? within(at, block, other) : { from: at, to: at + block.nodeSize, with: Fragment.empty },
      );
      at += block.nodeSize;
    });
    if (hunk.after.length > pairs)
      found.push({ from: at, to: at, with: Fragment.fromArray(hunk.after.slice(pairs)) });
  }
  return found;
};

/** Null where nothing differs. `then` may be of another schema of the same nodes. */
export const restoring = (state: EditorState, then: Node): Transaction | null => {
  const target = state.schema.nodeFromJSON(then.toJSON());
  const replacements = replacementsOf(state.doc, target);
  if (replacements.length === 0) return null;
  const { tr } = state;
  // From the end, so that what is before keeps its place.
  for (const { from, to, with: content } of replacements.toReversed())
    tr.replace(from, to, new Slice(content, 0, 0));
  return tr;
};
