/** Sets of clocks, a list of ranges for each client: sorted, and joined where they meet. */

/** Clocks of one client: from the first up to, and without, the last. */
export type ClockRange = { readonly from: number; readonly to: number };
export type Clocks = ReadonlyMap<number, readonly ClockRange[]>;

const join = (ranges: readonly ClockRange[]): readonly ClockRange[] => {
  const joined: ClockRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to)
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
    else joined.push(range);
  }
  return joined;
};

/** Everything that is in one of these. */
export const joinClocks = (all: Iterable<Clocks>): Clocks => {
  const gathered = new Map<number, ClockRange[]>();
  for (const clocks of all)
    for (const [client, ranges] of clocks) {
      const held = gathered.get(client) ?? [];
      gathered.set(client, held);
      for (const range of ranges) held.push(range);
    }
  return new Map([...gathered].map(([client, ranges]) => [client, join(ranges)]));
};

/** Where the first range lies that ends after this clock. */
const indexAfter = (ranges: readonly ClockRange[], clock: number): number => {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What of `range` is in the set. */
export const within = (clocks: Clocks, client: number, { from, to }: ClockRange): readonly ClockRange[] => {
  const ranges = clocks.get(client) ?? [];
  const found: ClockRange[] = [];
  for (let index = indexAfter(ranges, from); index < ranges.length; index++) {
    const range = ranges[index];
    if (range === undefined || range.from >= to) break;
    found.push({ from: Math.max(from, range.from), to: Math.min(to, range.to) });
  }
  return found;
};

/** What of `range` is not in the set. */
export const without = (clocks: Clocks, client: number, { from, to }: ClockRange): readonly ClockRange[] => {
  const left: ClockRange[] = [];
  let next = from;
  for (const held of within(clocks, client, { from, to })) {
    if (held.from > next) left.push({ from: next, to: held.from });
    next = held.to;
  }
  if (next < to) left.push({ from: next, to });
  return left;
};

export const hasClock = (clocks: Clocks, client: number, clock: number): boolean =>
  within(clocks, client, { from: clock, to: clock + 1 }).length > 0;
