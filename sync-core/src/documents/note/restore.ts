/** What of a note comes back when somebody's deletions are taken back. */
import { AbstractType, ContentDeleted, ContentType, type Doc, Item } from 'yjs';
import { type ClockRange, type Clocks, hasClock, joinClocks, within, without } from './clock-ranges.ts';

const parentOf = ({ parent }: Item): Item | null => (parent instanceof AbstractType ? parent._item : null);

export const itemsOf = (doc: Doc): readonly Item[] =>
  [...doc.store.clients.values()].flat().filter((struct) => struct instanceof Item);

/** What an undo wrote copies of before: each lies right before its original. */
export const restoredBefore = (items: readonly Item[], undoers: ReadonlySet<number>): Clocks => {
  const lengths = new Map<string, { readonly id: Item['id']; length: number }>();
  for (const { id, rightOrigin, length } of items) {
    if (rightOrigin === null || !undoers.has(id.client)) continue;
    const name = `${rightOrigin.client}.${rightOrigin.clock}`;
    const held = lengths.get(name) ?? { id: rightOrigin, length: 0 };
    held.length += length;
    lengths.set(name, held);
  }
  return joinClocks(
    [...lengths.values()].map(
      ({ id: { client, clock }, length }) => new Map([[client, [{ from: clock, to: clock + length }]]]),
    ),
  );
};

export type Deletions = {
  /** What the person wrote. */
  readonly added: Clocks;
  /** What they deleted. */
  readonly deleted: Clocks;
  /** What isn't touched: others deleted it as well, or it came back before. */
  readonly kept: Clocks;
};

const startOf = ({ id: { client, clock } }: Item, clocks: Clocks): boolean => hasClock(clocks, client, clock);

/** By the person's doing alone it is gone. Of their own words only what holds others: blocks. */
const createGone = ({ added, deleted, kept }: Deletions) => {
  const verdicts = new Map<Item, readonly ClockRange[]>();
  const gone = (item: Item): readonly ClockRange[] => {
    const known = verdicts.get(item);
    if (known !== undefined) return known;
    const { client, clock } = item.id;
    const all = { from: clock, to: clock + item.length };
    const parent = parentOf(item);
    const isInside = parent?.deleted === true;
    // Inside of what they deleted others may have written at the same time: gone, and deleted by nobody.
    const ranges = isInside && item.parentSub === null ? [all] : within(deleted, client, all);
    const isGone = item.deleted && !(item.content instanceof ContentDeleted);
    const isBlock = item.content instanceof ContentType;
    const verdict =
      isGone && (!isInside || gone(parent).length > 0)
        ? ranges
            .flatMap((range) => without(kept, client, range))
            .flatMap((range) => (isBlock ? [range] : without(added, client, range)))
        : [];
    verdicts.set(item, verdict);
    return verdict;
  };
  return gone;
};

/** What comes back, together with the blocks that it lies in. */
export const clocksToRestore = (doc: Doc, deletions: Deletions): Clocks => {
  const gone = createGone(deletions);
  const isOwn = (item: Item): boolean => startOf(item, deletions.added);
  const restored = new Set<Item>();
  for (const item of itemsOf(doc)) {
    if (gone(item).length === 0 || isOwn(item)) continue;
    for (let one: Item | null = item; one?.deleted && !restored.has(one); one = parentOf(one))
      restored.add(one);
  }
  return joinClocks([...restored].map((item) => new Map([[item.id.client, gone(item)]])));
};
