/**
 * A board's past: its versions, the board at each, what a card went through and who said last what it says.
 * Versions are the log's entries in the order in which people wrote them, whoever they came by.
 */
import type { MemberId } from '../../model/index.ts';
import { admit } from './admit.ts';
import type { AutomergeHandle } from './automerge.ts';
import type { BoardDocument } from './board-document.ts';
import { readThings, toStored } from './board-store.ts';
import type { BoardView } from './board-view.ts';
import { buildView, labelsOf } from './build-view.ts';
import type { FieldChange } from './changes.ts';
import { cardChanges, type LooseCard, type Names } from './difference.ts';
import type { CardId } from './ids.ts';
import type { OpRef } from './read-change.ts';
import { readCard, type StoredCard, toValues } from './read-values.ts';
import { collections, keyToPart, textKey } from './shape.ts';
import { type BoardEntry, compareRefs, readWrittenOps, type WrittenOps } from './written-ops.ts';

export type CardStep = {
  readonly entry: BoardEntry;
  /** The card was made by it. */
  readonly made: boolean;
  readonly changes: readonly FieldChange[];
};
/** Who said last what a field says: `title`, `assignee/<member>`, `item/<item>` … */
export type FieldBlame = { readonly field: string; readonly at: number; readonly by: MemberId };

export type BoardPast = {
  /** The oldest first. */
  readonly versions: readonly BoardEntry[];
  readonly written: WrittenOps;
  /** Heads of the board as it was once this entry was written; null: there is no such version. */
  headsAt(version: string): readonly string[] | null;
  viewAt(version: string): BoardView | null;
  /** The version before that one; null: it was the first. */
  before(version: string): string | null;
  touched(version: string): readonly CardId[];
  /** The newest first, at most so many. */
  cardSteps(card: CardId, most: number): readonly CardStep[];
  blame(card: CardId): readonly FieldBlame[];
};

type Changes = ReadonlyMap<
  BoardEntry,
  readonly { readonly hash: string; readonly deps: readonly string[] }[]
>;

const readChanges = (entries: readonly BoardEntry[], handle: AutomergeHandle): Changes =>
  new Map(
    entries.flatMap((entry) => {
      const admitted = admit(entry.update, entry.writer);
      const changes = admitted.ok ? admitted.value : [];
      const isApplied = changes.every(({ hash }) => handle.getChangeMetaByHash(hash) !== null);
      return isApplied && changes.length > 0 ? [[entry, changes] as const] : [];
    }),
  );

/** Of each version, the changes that nothing in it rests on. */
const readHeads = (changes: Changes): ReadonlyMap<string, readonly string[]> => {
  const heads = new Set<string>();
  const found = new Map<string, readonly string[]>();
  /** What something that was told already rests on: clocks may put it later. */
  const below = new Set<string>();
  for (const [entry, made] of changes) {
    for (const { hash, deps } of made) {
      for (const dep of deps) {
        below.add(dep);
        heads.delete(dep);
      }
      if (!below.has(hash)) heads.add(hash);
    }
    found.set(entry.id, [...heads]);
  }
  return found;
};

const toLoose = ({ order: _order, checklist, labels, ...card }: StoredCard, known: Names): LooseCard => ({
  ...card,
  labels: [...labels].filter((id) => known.label(id) !== null),
  checklist: checklist.map(({ id, text, done }) => ({ id, text, done })),
});

/** Of everything that the board holds or held. */
const namesIn = (handle: AutomergeHandle): Names => {
  const things = readThings(handle);
  const labels = new Map(
    labelsOf({
      ...toStored(things),
      labels: [...things.labels.values()].map((one) => ({ ...one, removed: false })),
    }).map((label) => [label.id, label]),
  );
  return {
    column(id) {
      const column = id === null ? undefined : things.columns.get(id);
      return column ? { id: column.id, title: column.title } : null;
    },
    label: (id) => labels.get(id) ?? null,
  };
};

const fieldOf = (key: string): string => {
  const part = keyToPart(key);
  if (part) return `${part.kind}/${part.id}`;
  return key === textKey ? 'description' : key === 'place' ? 'column' : key;
};

const objectOf = (handle: AutomergeHandle, card: CardId): OpRef | null => {
  const held = handle.getWithType(collections.cards, card);
  return held?.[0] === 'map' ? held[1] : null;
};

export const readBoardPast = (document: BoardDocument, entries: readonly BoardEntry[]): BoardPast => {
  const handle = document.inside();
  const changes = readChanges(entries, handle);
  const versions = [...changes.keys()];
  const heads = readHeads(changes);
  const written = readWrittenOps(versions);
  const places = new Map(versions.map(({ id }, index) => [id, index]));
  const touchedBy = new Map<string, Set<CardId>>();
  const touch = (object: OpRef, { id }: BoardEntry): void => {
    const card = written.cardOf.get(object);
    if (card === undefined) return;
    const known = touchedBy.get(id);
    if (known) known.add(card);
    else touchedBy.set(id, new Set([card]));
  };
  for (const all of [...written.byValue.values(), ...written.byText.values()])
    for (const { op, entry } of all) touch(op.object, entry);

  const cardAt = (object: OpRef, card: CardId, version: string): StoredCard =>
    readCard(card, toValues(handle.materialize(object, [...(heads.get(version) ?? [])])));

  const before = (version: string): string | null => versions[(places.get(version) ?? 0) - 1]?.id ?? null;

  const stepOf = (object: OpRef, card: CardId, entry: BoardEntry, names: Names): CardStep => {
    const made = written.made.get(object)?.entry === entry;
    const is = cardAt(object, card, entry.id);
    const older = made ? null : before(entry.id);
    if (older === null) return { entry, made, changes: [] };
    const was = cardAt(object, card, older);
    const stands = was.column === is.column && was.order !== is.order;
    const changed = cardChanges(toLoose(was, names), toLoose(is, names), names);
    return { entry, made, changes: stands ? [...changed, { field: 'position' }] : changed };
  };

  return {
    versions,
    written,
    headsAt: (version) => heads.get(version) ?? null,
    viewAt(version) {
      const at = heads.get(version);
      return at ? buildView(toStored(readThings(handle, [...at]))) : null;
    },
    before,
    touched: (version) => [...(touchedBy.get(version) ?? [])],
    cardSteps(card, most) {
      const object = objectOf(handle, card);
      if (object === null) return [];
      const names = namesIn(handle);
      const steps: CardStep[] = [];
      for (const entry of [...versions].reverse()) {
        if (steps.length === most) break;
        if (touchedBy.get(entry.id)?.has(card) !== true) continue;
        const step = stepOf(object, card, entry, names);
        if (step.made || step.changes.length > 0) steps.push(step);
      }
      return steps;
    },
    blame(card) {
      const object = objectOf(handle, card);
      if (object === null) return [];
      const last = new Map<string, BoardEntry & { readonly op: OpRef }>();
      const say = (field: string, op: OpRef): void => {
        const entry = written.entryOf(op);
        const known = last.get(field);
        if (entry && (!known || compareRefs(known.op, op) < 0)) last.set(field, { ...entry, op });
      };
      for (const key of handle.keys(object)) {
        if (key === textKey) continue;
        for (const [, , op] of handle.getAll(object, key)) if (op !== undefined) say(fieldOf(key), op);
      }
      for (const [text, all] of written.byText)
        if (written.cardOf.get(text) === card) for (const { op } of all) say('description', op.id);
      return [...last].map(([field, { at, by }]) => ({ field, at, by }));
    },
  };
};
