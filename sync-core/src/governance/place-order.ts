/** Where a category or channel goes among its siblings, as the orders to write. Pure. */
import { compareStrings } from '../base/index.ts';
import { inOrder, isOrder, orderBetween } from './order.ts';

type Ordered = { readonly id: string; readonly order: string };

/** Orders from the first to the last, with room between any two. */
const spread = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const width = ids.length.toString(36).length;
  return new Map(ids.map((id, index) => [id, `${(index + 1).toString(36).padStart(width, '0')}i`]));
};

/** Orders for these, one after the other, between two that stand. */
const between = (
  ids: readonly string[],
  low: string | null,
  high: string | null,
): ReadonlyMap<string, string> => {
  const orders = new Map<string, string>();
  let last = low;
  for (const id of ids) {
    last = orderBetween(last, high);
    orders.set(id, last);
  }
  return orders;
};

/**
 * The orders that put `moved` before `before` (at the end, where that is null or gone). Usually its own alone;
 * siblings that share one order (two people had put something in one place) are told apart on the way, and
 * where there is no room left all are spread anew.
 */
export const ordersFor = (
  all: Iterable<Ordered>,
  moved: string,
  before: string | null,
): ReadonlyMap<string, string> => {
  const siblings = inOrder(all).filter(({ id }) => id !== moved);
  const found = siblings.findIndex(({ id }) => id === before);
  const at = found < 0 ? siblings.length : found;
  const low = siblings[at - 1]?.order ?? null;
  const tied = siblings
    .slice(at)
    .filter(({ order }) => low !== null && compareStrings(order, low) <= 0)
    .map(({ id }) => id);
  const high = siblings[at + tied.length]?.order ?? null;
  const orders = between([moved, ...tied], low, high);
  if ([...orders.values()].every(isOrder)) return orders;
  const ids = siblings.map(({ id }) => id);
  return spread([...ids.slice(0, at), moved, ...ids.slice(at)]);
};
