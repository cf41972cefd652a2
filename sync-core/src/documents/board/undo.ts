/**
 * What a board has to say again so that somebody's changes are undone, or so that it is as it was at a version:
 * an ordinary change of whoever undoes. Pure but for reading the document.
 *
 * Of each value whose last word is theirs, the last word of others before it; nothing where there was none. Of
 * what they made and nobody else touched, that it is put away. Of a description, what they wrote goes and what they
 * took away comes back, where others wrote in it meanwhile as well.
 */
import type { AutomergeHandle } from './automerge.ts';
import type { BoardDocument } from './board-document.ts';
import type { TextSplice } from './board-edit.ts';
import type { BoardPast } from './board-history.ts';
import type { Plain } from './edit-parts.ts';
import type { ChangeOp, OpRef } from './read-change.ts';
import { toPlain, toValues } from './read-values.ts';
import { collections, keys, textKey } from './shape.ts';
import { spliceBetween } from './text-rebase.ts';
import { type BoardEntry, compareRefs, type Written } from './written-ops.ts';

export type BoardWrite =
  | { readonly kind: 'value'; readonly object: OpRef; readonly key: string; readonly value: Plain }
  /** One after the other; from the end on, so that none moves another. */
  | { readonly kind: 'text'; readonly object: OpRef; readonly splices: readonly TextSplice[] };

type IsTheirs = (entry: BoardEntry) => boolean;

const saidValue = ({ op }: Written): Plain =>
  op.action === 'set' && (typeof op.value === 'string' || typeof op.value === 'boolean') ? op.value : null;

const undoValues = ({ written }: BoardPast, isTheirs: IsTheirs): readonly BoardWrite[] =>
  [...written.byValue.values()].flatMap((all): readonly BoardWrite[] => {
    const last = all.at(-1);
    if (last === undefined || last.op.key === null || !isTheirs(last.entry)) return [];
    const { object, key } = last.op;
    const other = all.findLast(({ entry }) => !isTheirs(entry));
    // What they made themselves is put away as a whole, or stays for the sake of those who went on with it.
    const maker = written.made.get(object)?.entry;
    if (key === textKey || (!other && maker && isTheirs(maker))) return [];
    return [{ kind: 'value', object, key, value: other ? saidValue(other) : null }];
  });

/** How a thing is put away. */
const awayKey = (collection: string): string =>
  collection === collections.cards ? keys.archived : keys.removed;

const undoMade = ({ written }: BoardPast, isTheirs: IsTheirs): ReadonlyMap<OpRef, BoardWrite> => {
  const away = new Map<OpRef, BoardWrite>();
  for (const [object, { op, entry }] of written.made)
    if (isTheirs(entry)) away.set(object, { kind: 'value', object, key: awayKey(op.object), value: true });
  const isAway = ({ key }: ChangeOp): boolean => key === keys.archived || key === keys.removed;
  const keep = (all: readonly Written[], thing: (object: OpRef) => OpRef): void => {
    for (const { op, entry } of all) if (!isTheirs(entry) && !isAway(op)) away.delete(thing(op.object));
  };
  for (const all of written.byValue.values()) keep(all, (object) => object);
  const mapOf = new Map([...written.made].map(([object, { op }]) => [op.key, object]));
  for (const all of written.byText.values())
    keep(all, (text) => mapOf.get(written.cardOf.get(text) ?? null) ?? text);
  return away;
};

/** Of a text: at which place of today's each removed element stood, in the order in which they stood. */
const takenAway = (
  handle: AutomergeHandle,
  text: OpRef,
  theirs: readonly Written[],
  all: readonly Written[],
): Map<number, string> => {
  const inserted = new Map(all.filter(({ op }) => op.insert).map((one) => [one.op.id, one]));
  const own = new Set(theirs.filter(({ op }) => op.insert).map(({ op }) => op.id));
  const back = new Map<number, string>();
  const removed = [...new Set(theirs.filter(({ op }) => op.action === 'delete').map(({ op }) => op.element))];
  // What was typed in a row has ids in a row: their order is the text's, within one place.
  for (const element of removed.filter((one) => one !== null).sort(compareRefs)) {
    const value = inserted.get(element)?.op.value;
    if (own.has(element) || typeof value !== 'string') continue;
    const at = handle.getCursorPosition(text, element);
    back.set(at, (back.get(at) ?? '') + value);
  }
  return back;
};

/** What takes away what they wrote and gives back what they took away. */
const splicesWithout = (
  handle: AutomergeHandle,
  text: OpRef,
  all: readonly Written[],
  isTheirs: IsTheirs,
): readonly TextSplice[] => {
  const theirs = all.filter(({ entry }) => isTheirs(entry));
  const own = new Set(theirs.filter(({ op }) => op.insert).map(({ op }) => op.id));
  const back = takenAway(handle, text, theirs, all);
  const now = handle.text(text);
  // Undone before, by whomever: what was taken away stands there again.
  for (const [at, taken] of back)
    if (now.startsWith(taken, at) || now.slice(0, at).endsWith(taken)) back.delete(at);
  const splices: TextSplice[] = [];
  let at = 0;
  for (const character of [...now, '']) {
    const remove = character !== '' && own.has(handle.getCursor(text, at)) ? character.length : 0;
    const insert = back.get(at) ?? '';
    if (remove > 0 || insert !== '') splices.unshift({ at, remove, insert });
    at += character.length;
  }
  return splices;
};

/** What undoes the entries that are theirs. Nothing: there is nothing of theirs left. */
export const undoWrites = (
  document: BoardDocument,
  past: BoardPast,
  isTheirs: IsTheirs,
): readonly BoardWrite[] => {
  const handle = document.inside();
  const away = undoMade(past, isTheirs);
  const standing = ({ object, key }: { readonly object: OpRef; readonly key: string }): boolean =>
    !away.has(object) || key === awayKey(past.written.made.get(object)?.op.object ?? '');
  const values = undoValues(past, isTheirs).filter((write) => write.kind === 'value' && standing(write));
  const texts = [...past.written.byText].flatMap(([object, all]): readonly BoardWrite[] => {
    if (!all.some(({ entry }) => isTheirs(entry))) return [];
    const made = past.written.cardOf.get(object);
    const isAway = [...away.keys()].some((map) => past.written.cardOf.get(map) === made);
    const splices = isAway ? [] : splicesWithout(handle, object, all, isTheirs);
    return splices.length === 0 ? [] : [{ kind: 'text', object, splices }];
  });
  return [...values, ...texts, ...away.values()];
};

const collectionNames = Object.values(collections);

/** What makes the board again what it was; what was made since is put away. */
export const restoreWrites = (
  document: BoardDocument,
  past: BoardPast,
  version: string,
): readonly BoardWrite[] | null => {
  const heads = past.headsAt(version);
  if (heads === null) return null;
  const handle = document.inside();
  return collectionNames.flatMap((collection) => {
    const was = toValues(handle.materialize(collection, [...heads]));
    return handle.keys(collection).flatMap((id): readonly BoardWrite[] => {
      const held = handle.getWithType(collection, id);
      if (held?.[0] !== 'map') return [];
      const object = held[1];
      const old = was.get(id);
      if (old === undefined) return [{ kind: 'value', object, key: awayKey(collection), value: true }];
      return thingWrites(handle, object, toValues(old));
    });
  });
};

const thingWrites = (
  handle: AutomergeHandle,
  object: OpRef,
  was: ReadonlyMap<string, unknown>,
): readonly BoardWrite[] =>
  [...new Set([...handle.keys(object), ...was.keys()])].flatMap((key): readonly BoardWrite[] => {
    const value = toPlain(was.get(key));
    if (key !== textKey) return [{ kind: 'value', object, key, value }];
    const text = handle.getWithType(object, key);
    if (text?.[0] !== 'text' || typeof value !== 'string') return [];
    return [{ kind: 'text', object: text[1], splices: [spliceBetween(handle.text(text[1]), value)] }];
  });
