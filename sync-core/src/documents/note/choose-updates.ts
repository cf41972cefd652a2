/**
 * Which updates of a note are applied, and in what order: decided from what they say of themselves, before any of
 * them reaches Yjs. A pure function of the set of entries, whatever their order (decision 0027):
 *
 * 1. Each writer's updates go on from each other; a writer is taken up to the first that doesn't, or is refused.
 * 2. Those that count are applied, once all they rest on is here. To delete a thing is to rest on it as well.
 * 3. One that doesn't count is applied only where one that is applied rests on its words; its own deletions are not.
 */
import { compareStrings, err, ok, type Result } from '../../base/index.ts';
import type { DocumentEntry, DocumentRefusal, RefusedUpdate } from '../port.ts';
import type { WriterId } from '../writer-id.ts';
import { inspectNote } from './inspect-note.ts';
import type { NoteUpdate } from './yjs-update.ts';

export type NoteEntry = DocumentEntry & { readonly shape: NoteUpdate; readonly client: number };

/** A writer's updates that are sound by themselves, first to last. */
export type NoteWriter = {
  readonly writer: WriterId;
  readonly entries: readonly NoteEntry[];
  /** Its clocks in them. */
  readonly clocks: number;
};

export type SoundEntries = {
  readonly writers: ReadonlyMap<number, NoteWriter>;
  readonly refused: readonly RefusedUpdate[];
};

/** Whether it goes on where the writer's updates before it ended at `clock`. */
export const inTurn = (shape: NoteUpdate, clock: number): boolean =>
  shape.added === null || shape.added.from === clock;

const readEntry = (entry: DocumentEntry, clock: number): Result<NoteEntry, DocumentRefusal> => {
  const looked = inspectNote(entry.update, entry.writer);
  if (!looked.ok) return looked;
  const { shape, client } = looked.value;
  return inTurn(shape, clock) ? ok({ ...entry, shape, client }) : err({ kind: 'out-of-turn' });
};

/** `spoiled`: the first place of a writer whose update turned out to be malformed once it was applied. */
export const soundEntries = (
  all: Iterable<DocumentEntry>,
  spoiled: ReadonlyMap<WriterId, number>,
): SoundEntries => {
  const byWriter = new Map<WriterId, Map<number, DocumentEntry>>();
  for (const entry of all) {
    const held = byWriter.get(entry.writer);
    if (held) held.set(entry.place, entry);
    else byWriter.set(entry.writer, new Map([[entry.place, entry]]));
  }
  const writers = new Map<number, NoteWriter>();
  const refused: RefusedUpdate[] = [];
  // By id: should two ever share the bits that Yjs takes of them, the same one is left out everywhere.
  for (const [writer, held] of [...byWriter].sort(([a], [b]) => compareStrings(a, b))) {
    const entries: NoteEntry[] = [];
    let clocks = 0;
    for (const entry of [...held.values()].sort((a, b) => a.place - b.place)) {
      const { place } = entry;
      const read =
        place === spoiled.get(writer) ? err({ kind: 'malformed' } as const) : readEntry(entry, clocks);
      if (!read.ok) {
        refused.push({ ...read.error, writer, place });
        break;
      }
      entries.push(read.value);
      clocks = read.value.shape.added?.to ?? clocks;
    }
    const [first] = entries;
    if (!first) continue;
    if (writers.has(first.client)) refused.push({ kind: 'foreign-writer', writer, place: first.place });
    else writers.set(first.client, { writer, entries, clocks });
  }
  return { writers, refused };
};

type Chosen = ReadonlySet<NoteEntry>;

/** Those that count among `candidates`, with what they rest on of all. */
const withSupport = (writers: SoundEntries['writers'], counting: readonly NoteEntry[]): Chosen => {
  const chosen = new Set(counting);
  const wanted = new Map<number, number>();
  const queue = [...counting];
  const want = (client: number, below: number): void => {
    if ((wanted.get(client) ?? 0) >= below) return;
    wanted.set(client, below);
    for (const entry of writers.get(client)?.entries ?? []) {
      const { added } = entry.shape;
      if (added === null) continue;
      if (added.from >= below) break;
      if (chosen.has(entry)) continue;
      chosen.add(entry);
      queue.push(entry);
    }
  };
  for (let entry = queue.pop(); entry; entry = queue.pop()) {
    const { added, needs } = entry.shape;
    if (added !== null) want(added.client, added.from);
    for (const [client, below] of needs) want(client, below);
  }
  return chosen;
};

/** Of those chosen, how many updates of each writer come before the first that rests on what isn't here. */
const availableUpTo = ({ writers }: SoundEntries, chosen: Chosen): ReadonlyMap<number, number> => {
  const reach = new Map([...writers].map(([client, { clocks }]) => [client, clocks]));
  const upTo = new Map([...writers].map(([client, { entries }]) => [client, entries.length]));
  const isHere = ({ shape, counts }: NoteEntry): boolean => {
    for (const [client, below] of shape.needs) if ((reach.get(client) ?? 0) < below) return false;
    if (!counts) return true;
    for (const [client, ranges] of shape.deleted)
      if ((writers.get(client)?.clocks ?? 0) < (ranges.at(-1)?.to ?? 0)) return false;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [client, { entries }] of writers) {
      const end = upTo.get(client) ?? 0;
      const stop = entries.findIndex((entry, index) => index < end && chosen.has(entry) && !isHere(entry));
      if (stop < 0) continue;
      const before = entries.slice(0, stop).findLast(({ shape }) => shape.added !== null);
      upTo.set(client, stop);
      reach.set(client, before?.shape.added?.to ?? 0);
      changed = true;
    }
  }
  return upTo;
};

/** In groups of which each rests on those before it only; nearly always of one, never of fewer. */
const inOrder = (writers: SoundEntries['writers'], chosen: Chosen): readonly (readonly NoteEntry[])[] => {
  const queues = [...writers].map(([client, { entries }]) => ({
    client,
    entries: entries.filter((entry) => chosen.has(entry)),
    next: 0,
  }));
  const reached = new Map<number, number>();
  const groups: NoteEntry[][] = [];
  const isNext = ({ shape }: NoteEntry): boolean => {
    for (const [client, below] of shape.needs) if ((reached.get(client) ?? 0) < below) return false;
    return true;
  };
  for (let moved = true; moved; ) {
    moved = false;
    for (const queue of queues) {
      for (
        let entry = queue.entries[queue.next];
        entry && isNext(entry);
        entry = queue.entries[++queue.next]
      ) {
        groups.push([entry]);
        reached.set(queue.client, entry.shape.added?.to ?? reached.get(queue.client) ?? 0);
        moved = true;
      }
    }
  }
  // Written at once by several, each batch on parts of the other's: together they rest on nothing else.
  const rest = queues.flatMap(({ entries, next }) => entries.slice(next));
  return rest.length === 0 ? groups : [...groups, rest];
};

export type ChosenUpdates = {
  readonly groups: readonly (readonly NoteEntry[])[];
  /** How many that count wait for what isn't here, and the clients they are of. */
  readonly waiting: number;
  readonly waitingClients: ReadonlySet<number>;
};

/** What of the sound entries is applied. */
export const chooseUpdates = (sound: SoundEntries): ChosenUpdates => {
  const { writers } = sound;
  const counting = [...writers.values()].flatMap(({ entries }) => entries.filter(({ counts }) => counts));
  const upTo = availableUpTo(sound, withSupport(writers, counting));
  const here = [...writers].flatMap(([client, { entries }]) =>
    entries.slice(0, upTo.get(client)).filter(({ counts }) => counts),
  );
  const applied = new Set(here);
  const waiting = counting.filter((entry) => !applied.has(entry));
  return {
    groups: inOrder(writers, withSupport(writers, here)),
    waiting: waiting.length,
    waitingClients: new Set(waiting.map(({ client }) => client)),
  };
};
