/**
 * What can't be seen of an update before it is applied: whether its structs lie where their references say. Yjs puts
 * an item whose two neighbours are in different places, or in the wrong order, wherever its search ends, which can
 * differ from replica to replica; and it follows nested types by recursion. No honest page makes either.
 *
 * Both are facts of what an update rests on, and the order of a list never changes: every replica finds the same.
 * This holds because the documents are kept without Yjs' garbage collection.
 */
import { AbstractType, ContentType, type Doc, findIndexSS, GC, type ID, Item } from 'yjs';
import { limits } from '../../model/index.ts';
import type { ClockRange } from './clock-ranges.ts';

const structAt = (doc: Doc, { client, clock }: ID): Item | GC | undefined => {
  const structs = doc.store.clients.get(client);
  return structs?.[findIndexSS(structs, clock)];
};

const holds = ({ id, length }: Item, { client, clock }: ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length;

const sameId = (a: ID | null, b: ID | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

/** Whether walking right from the item comes to `end`, or to one that does. */
const leadsTo = (item: Item, end: ID, known: ReadonlySet<Item>): boolean => {
  for (let next = item.right; next !== null; next = next.right)
    if (holds(next, end) || (known.has(next) && sameId(next.rightOrigin, end))) return true;
  return false;
};

const isShallow = (item: Item): boolean => {
  let depth = 0;
  for (let parent = item.parent; parent instanceof AbstractType; parent = parent._item?.parent ?? null)
    if (++depth > limits.noteDepth) return false;
  return true;
};

const isSoundItem = (doc: Doc, item: Item, known: ReadonlySet<Item>): boolean => {
  const { origin, rightOrigin } = item;
  for (const reference of [origin, rightOrigin])
    if (reference !== null && !(structAt(doc, reference) instanceof Item)) return false;
  if (rightOrigin !== null && !leadsTo(item, rightOrigin, known)) return false;
  return !(item.content instanceof ContentType) || isShallow(item);
};

/** The first clock of a client, in this range, at which a struct doesn't lie as it should; null where all do. */
export const firstUnsound = (doc: Doc, client: number, { from, to }: ClockRange): number | null => {
  const structs = doc.store.clients.get(client) ?? [];
  if (from >= to || structs.length === 0) return null;
  const known = new Set<Item>();
  let found: number | null = null;
  // From the last to the first: what was written from left to right then leads to what is known already.
  for (let index = findIndexSS(structs, to - 1); index >= 0; index--) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock + struct.length <= from) break;
    if (struct instanceof GC) continue;
    if (isSoundItem(doc, struct, known)) known.add(struct);
    else found = struct.id.clock;
  }
  return found;
};
