/** What differs between two views of a board. Pure; of versions, of a branch and its board, of one card's steps. */
import type { BoardCard, BoardLabel, BoardView, ChecklistItem } from './board-view.ts';
import type { BoardChange, ColumnName, FieldChange } from './changes.ts';
import type { CardId, ColumnId, ItemId, LabelId } from './ids.ts';

/** Names that changes are told with. */
export type Names = {
  readonly column: (id: ColumnId | null) => ColumnName | null;
  readonly label: (id: LabelId) => BoardLabel | null;
};

const namesOf = (before: BoardView, after: BoardView): Names => {
  const columns = new Map([...before.columns, ...after.columns].map(({ id, title }) => [id, { id, title }]));
  const labels = new Map([...before.labels, ...after.labels].map((label) => [label.id, label]));
  return {
    column: (id) => (id === null ? null : (columns.get(id) ?? null)),
    label: (id) => labels.get(id) ?? null,
  };
};

export const cardsOf = ({ columns, archived }: BoardView): ReadonlyMap<CardId, BoardCard> =>
  new Map([...columns.flatMap(({ cards }) => cards), ...archived].map((card) => [card.id, card]));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const itemChanges = (
  before: readonly ChecklistItem[],
  after: readonly ChecklistItem[],
): readonly FieldChange[] => {
  const [was, is] = [
    new Map<ItemId, ChecklistItem>(before.map((item) => [item.id, item])),
    new Map<ItemId, ChecklistItem>(after.map((item) => [item.id, item])),
  ];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((item): readonly FieldChange[] => {
    const turn = { before: was.get(item) ?? null, after: is.get(item) ?? null };
    return isSame(turn.before, turn.after) ? [] : [{ field: 'item', item, ...turn }];
  });
};

const labelChange = (names: Names, id: LabelId, on: boolean): readonly FieldChange[] => {
  const label = names.label(id);
  return label === null ? [] : [{ field: 'label', label: id, name: label.name, colour: label.colour, on }];
};

const partChanges = (before: LooseCard, after: LooseCard, names: Names): readonly FieldChange[] => [
  ...before.assignees
    .filter((member) => !after.assignees.includes(member))
    .map((member): FieldChange => ({ field: 'assignee', member, on: false })),
  ...after.assignees
    .filter((member) => !before.assignees.includes(member))
    .map((member): FieldChange => ({ field: 'assignee', member, on: true })),
  ...before.labels.filter((id) => !after.labels.includes(id)).flatMap((id) => labelChange(names, id, false)),
  ...after.labels.filter((id) => !before.labels.includes(id)).flatMap((id) => labelChange(names, id, true)),
  ...itemChanges(before.checklist, after.checklist),
];

/** A card apart from its board, which may lack its column. */
export type LooseCard = Omit<BoardCard, 'column'> & { readonly column: ColumnId | null };

/** Its place among others isn't seen in a card: `position` is told by who knows the others. */
export const cardChanges = (before: LooseCard, after: LooseCard, names: Names): readonly FieldChange[] => {
  const changes: FieldChange[] = [];
  if (before.title !== after.title)
    changes.push({ field: 'title', before: before.title, after: after.title });
  if (before.description !== after.description)
    changes.push({ field: 'description', before: before.description, after: after.description });
  if (before.column !== after.column)
    changes.push({
      field: 'column',
      before: names.column(before.column),
      after: names.column(after.column),
    });
  if (before.done !== after.done) changes.push({ field: 'done', before: before.done, after: after.done });
  if (before.due !== after.due) changes.push({ field: 'due', before: before.due, after: after.due });
  if (before.cover !== after.cover)
    changes.push({ field: 'cover', before: before.cover, after: after.cover });
  if (!isSame(before.event, after.event))
    changes.push({ field: 'event', before: before.event, after: after.event });
  if (before.archived !== after.archived)
    changes.push({ field: 'archived', before: before.archived, after: after.archived });
  return [...changes, ...partChanges(before, after, names)];
};

/** Of ids in two orders, those that have to move to make the one of the other: the fewest. */
const moved = <Id extends string>(before: readonly Id[], after: readonly Id[]): ReadonlySet<Id> => {
  const places = new Map(before.map((id, index) => [id, index]));
  const common = after.filter((id) => places.has(id));
  /** The longest run that goes up: `best[n]` is where a run of n + 1 ends lowest. */
  const best: number[] = [];
  const from: number[] = [];
  common.forEach((id, index) => {
    const place = places.get(id) ?? 0;
    const found = best.findIndex((end) => (places.get(common[end] ?? id) ?? 0) > place);
    const length = found < 0 ? best.length : found;
    from[index] = best[length - 1] ?? -1;
    best[length] = index;
  });
  const stays = new Set<Id>();
  for (let at = best.at(-1) ?? -1; at >= 0; at = from[at] ?? -1) {
    const id = common[at];
    if (id !== undefined) stays.add(id);
  }
  return new Set(common.filter((id) => !stays.has(id)));
};

const columnChanges = (before: BoardView, after: BoardView): readonly BoardChange[] => {
  const was = new Map(before.columns.map((column) => [column.id, column]));
  const is = new Set(after.columns.map(({ id }) => id));
  const movedOnes = moved(
    before.columns.map(({ id }) => id),
    after.columns.map(({ id }) => id),
  );
  return [
    ...after.columns.flatMap(({ id, title }): readonly BoardChange[] => {
      const old = was.get(id);
      if (!old) return [{ kind: 'columnAdded', column: { id, title } }];
      const changes: BoardChange[] = [];
      if (old.title !== title)
        changes.push({ kind: 'columnRenamed', column: id, before: old.title, after: title });
      if (movedOnes.has(id)) changes.push({ kind: 'columnMoved', column: { id, title } });
      return changes;
    }),
    ...before.columns
      .filter(({ id }) => !is.has(id))
      .map(({ id, title }): BoardChange => ({ kind: 'columnRemoved', column: { id, title } })),
  ];
};

const labelChanges = (before: BoardView, after: BoardView): readonly BoardChange[] => {
  const was = new Map(before.labels.map((label) => [label.id, label]));
  const is = new Set(after.labels.map(({ id }) => id));
  return [
    ...after.labels.flatMap((label): readonly BoardChange[] => {
      const old = was.get(label.id);
      if (!old) return [{ kind: 'labelAdded', label }];
      return isSame(old, label) ? [] : [{ kind: 'labelChanged', label: label.id, before: old, after: label }];
    }),
    ...before.labels
      .filter(({ id }) => !is.has(id))
      .map((label): BoardChange => ({ kind: 'labelRemoved', label })),
  ];
};

/** Cards that stand elsewhere in their own column. */
const movedWithin = (before: BoardView, after: BoardView): ReadonlySet<CardId> => {
  const was = new Map(before.columns.map(({ id, cards }) => [id, cards.map((card) => card.id)]));
  return new Set(
    after.columns.flatMap(({ id, cards }) => [
      ...moved(
        was.get(id) ?? [],
        cards.map((card) => card.id),
      ),
    ]),
  );
};

/** In the order of the newer board: columns, labels, then cards. */
export const changesBetween = (before: BoardView, after: BoardView): readonly BoardChange[] => {
  const names = namesOf(before, after);
  const was = cardsOf(before);
  const within = movedWithin(before, after);
  const cards = [...cardsOf(after).values()].flatMap((card): readonly BoardChange[] => {
    const old = was.get(card.id);
    if (!old) return [{ kind: 'cardAdded', card, column: names.column(card.column) }];
    if (old === card && !within.has(card.id)) return [];
    const changes = [
      ...cardChanges(old, card, names),
      ...(within.has(card.id) ? [{ field: 'position' } as const] : []),
    ];
    return changes.length === 0 ? [] : [{ kind: 'cardChanged', card: card.id, title: card.title, changes }];
  });
  return [...columnChanges(before, after), ...labelChanges(before, after), ...cards];
};
