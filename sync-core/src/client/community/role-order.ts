/** Roles as someone put them in order, as the orders to write: only of those that moved past another. Pure. */
import { inOrder, ordersFor } from '../../governance/index.ts';

type Ordered = { readonly id: string; readonly order: string };

/** Places (in `wanted`) of a longest run that stands in the right order already. */
const standing = (places: readonly number[]): ReadonlySet<number> => {
  const best: { readonly length: number; readonly previous: number | null }[] = [];
  for (const [index, place] of places.entries()) {
    let length = 1;
    let previous: number | null = null;
    for (let earlier = 0; earlier < index; earlier++) {
      const run = best[earlier];
      if (run === undefined || (places[earlier] ?? 0) >= place || run.length < length) continue;
      length = run.length + 1;
      previous = earlier;
    }
    best.push({ length, previous });
  }
  let last: number | null = null;
  for (const [index, run] of best.entries())
    if (last === null || run.length > (best[last]?.length ?? 0)) last = index;
  const kept = new Set<number>();
  for (let at = last; at !== null; at = best[at]?.previous ?? null) kept.add(at);
  return kept;
};

/** `wanted` with the rest: each above what it stands above now. */
const completed = (now: readonly string[], wanted: readonly string[]): readonly string[] => {
  const all = wanted.filter((id) => now.includes(id));
  for (const [index, id] of now.entries()) {
    const below = now[index - 1];
    if (!all.includes(id)) all.splice(below === undefined ? 0 : all.indexOf(below) + 1, 0, id);
  }
  return all;
};

/** The orders that make `wanted` (lowest first) the order of all; one that it doesn't name keeps its neighbour. */
export const ordersOf = (all: Iterable<Ordered>, wanted: readonly string[]): ReadonlyMap<string, string> => {
  const now = new Map(inOrder(all).map(({ id, order }) => [id, order]));
  const places = new Map([...now.keys()].map((id, index) => [id, index]));
  const ids = completed([...now.keys()], wanted);
  const stays = standing(ids.map((id) => places.get(id) ?? 0));
  const changed = new Map<string, string>();
  for (let index = ids.length - 1; index >= 0; index--) {
    const id = ids[index];
    if (id === undefined || stays.has(index)) continue;
    const siblings = [...now].map(([one, order]) => ({ id: one, order }));
    for (const [one, order] of ordersFor(siblings, id, ids[index + 1] ?? null)) {
      now.set(one, order);
      changed.set(one, order);
    }
  }
  return changed;
};
