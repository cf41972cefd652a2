/** Updates with and without what they delete, in Yjs' format 1: whatever only deletes is written here. */
import { concatBytes, varint, Writer } from '../../base/index.ts';
import type { ClockRange, NoteUpdate } from './yjs-update.ts';

const none = new Uint8Array([0]);

/** An update's structs alone. */
export const withoutDeletions = (update: Uint8Array, { deletionsAt }: NoteUpdate): Uint8Array =>
  concatBytes(update.subarray(0, deletionsAt), none);

/** Sorted, and joined where they meet. */
export const joinRanges = (ranges: readonly ClockRange[]): readonly ClockRange[] => {
  const joined: ClockRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to)
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
    else joined.push(range);
  }
  return joined;
};

/** What several updates delete, by client. */
export const joinDeleted = (
  all: Iterable<NoteUpdate['deleted']>,
): ReadonlyMap<number, readonly ClockRange[]> => {
  const gathered = new Map<number, ClockRange[]>();
  for (const deleted of all)
    for (const [client, ranges] of deleted) {
      const held = gathered.get(client);
      if (held) held.push(...ranges);
      else gathered.set(client, [...ranges]);
    }
  return new Map([...gathered].map(([client, ranges]) => [client, joinRanges(ranges)]));
};

/** Of joined ranges, the one that holds this clock. */
export const rangeAt = (ranges: readonly ClockRange[] | undefined, clock: number): ClockRange | undefined => {
  if (ranges === undefined) return undefined;
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || clock < range.from) high = middle - 1;
    else if (clock >= range.to) low = middle + 1;
    else return range;
  }
  return undefined;
};

/** An update that does nothing but delete these, as far as `clockOf` says that they are held. */
export const deletionsToUpdate = (
  deleted: ReadonlyMap<number, readonly ClockRange[]>,
  clockOf: (client: number) => number,
): Uint8Array => {
  const held = [...deleted].flatMap(([client, ranges]) => {
    const end = clockOf(client);
    const kept = ranges.filter(({ from }) => from < end);
    return kept.length > 0 ? [{ client, end, kept }] : [];
  });
  const writer = new Writer();
  writer.byte(0);
  varint.write(writer, held.length);
  for (const { client, end, kept } of held) {
    varint.write(writer, client);
    varint.write(writer, kept.length);
    for (const { from, to } of kept) {
      varint.write(writer, from);
      varint.write(writer, Math.min(to, end) - from);
    }
  }
  return writer.finish();
};
