/** Which blocks of one document stand in another, in order: the ground of what history shows and of restoring. */
import type { Node } from '@tiptap/pm/model';
import { diffArrays } from 'diff';

export type Hunk =
  | { readonly kind: 'same'; readonly blocks: readonly Node[] }
  /** `before` gave way to `after`; either may be empty. */
  | { readonly kind: 'changed'; readonly before: readonly Node[]; readonly after: readonly Node[] };

/** Two long documents that have nothing in common are not compared to the end. */
const compareMs = 400;

const keyOf = (node: Node): string => JSON.stringify(node.toJSON());

export const diffBlocks = (before: readonly Node[], after: readonly Node[]): readonly Hunk[] => {
  const parts = diffArrays(before.map(keyOf), after.map(keyOf), { timeout: compareMs });
  if (!parts) return [{ kind: 'changed', before, after }];
  const hunks: Hunk[] = [];
  let old = 0;
  let now = 0;
  let removed: readonly Node[] = [];
  let added: readonly Node[] = [];
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0)
      hunks.push({ kind: 'changed', before: removed, after: added });
    removed = [];
    added = [];
  };
  for (const { value, added: isNew, removed: isOld } of parts) {
    const count = value.length;
    if (isOld) removed = [...removed, ...before.slice(old, old + count)];
    else if (isNew) added = [...added, ...after.slice(now, now + count)];
    else {
      flush();
      hunks.push({ kind: 'same', blocks: after.slice(now, now + count) });
    }
    if (!isNew) old += count;
    if (!isOld) now += count;
  }
  flush();
  return hunks;
};
