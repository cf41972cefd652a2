/** Roles as someone put them in order, as the orders to write: only of those that moved past another. Pure. */
import { inOrder } from '../../governance/index.ts';
import { ordersFor } from './place-order.ts';

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

/** The orders that make `wanted` (lowest first; those not named stay where they are) the order of all. */
export const ordersOf = (all: Iterable<Ordered>, wanted: readonly string[]): ReadonlyMap<string, string> => {
  const now = new Map(inOrder(all).map(({ id, order }) => [id, order]));
  const known = wanted.filter((id) => now.has(id));
  const places = new Map([...now.keys()].map((id, index) => [id, index]));
  const stays = standing(known.map((id) => places.get(id) ?? 0));
  const changed = new Map<string, string>();
  for (let index = known.length - 1; index >= 0; index--) {
    const id = known[index];
    if (id === undefined || stays.has(index)) continue;
    const siblings = [...now].map(([one, order]) => ({ id: one, order }));
    for (const [one, order] of ordersFor(siblings, id, known[index + 1] ?? null)) {
      now.set(one, order);
      changed.set(one, order);
    }
  }
  return changed;
};
