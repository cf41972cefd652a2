/** Makes a board's document of all entries: which are taken, in which order, and what Automerge makes of them. */
import type { DocumentEntry, RefusedUpdate } from '../port.ts';
import { type AdmittedChange, admit } from './admit.ts';
import { type AutomergeHandle, emptyHandle, reader } from './automerge.ts';
import { type GraphNode, type Settled, settle } from './change-graph.ts';

type Taken = { readonly entry: DocumentEntry; readonly changes: readonly AdmittedChange[] };

export type EntriesFolded = {
  readonly handle: AutomergeHandle;
  readonly refused: readonly RefusedUpdate[];
  readonly waiting: number;
};

const byWriter = (entries: Iterable<DocumentEntry>): Iterable<readonly DocumentEntry[]> => {
  const logs = new Map<string, Map<number, DocumentEntry>>();
  for (const entry of entries) {
    const log = logs.get(entry.writer) ?? new Map<number, DocumentEntry>();
    if (log.get(entry.place)?.counts !== true) log.set(entry.place, entry);
    logs.set(entry.writer, log);
  }
  return [...logs.values()].map((log) => [...log.values()].sort((a, b) => a.place - b.place));
};

/** A writer's entries up to the first that can't be taken. */
const takeLog = (
  log: readonly DocumentEntry[],
): { readonly taken: readonly Taken[]; readonly refused: RefusedUpdate | null } => {
  const taken: Taken[] = [];
  /** What was written under an earlier log's id may stand in two logs. */
  const known = new Set<string>();
  for (const entry of log) {
    const { writer, place } = entry;
    const admitted = admit(entry.update, writer);
    if (!admitted.ok) return { taken, refused: { ...admitted.error, writer, place } };
    for (const { hash, seq } of admitted.value) {
      if (!known.has(hash) && seq !== known.size + 1)
        return { taken, refused: { kind: 'out-of-turn', writer, place } };
      known.add(hash);
    }
    taken.push({ entry, changes: admitted.value });
  }
  return { taken, refused: null };
};

const toNodes = (taken: readonly Taken[]): ReadonlyMap<string, GraphNode> => {
  const nodes = new Map<string, GraphNode>();
  const last = new Map<string, string>();
  for (const { entry, changes } of taken)
    for (const change of changes) {
      const known = nodes.get(change.hash);
      if (known) {
        // Written under an earlier log's id, it stands in two logs.
        if (entry.counts && !known.counts) nodes.set(change.hash, { ...known, counts: true });
        continue;
      }
      const before = last.get(change.actor) ?? null;
      nodes.set(change.hash, { change, before, counts: entry.counts, entry });
      last.set(change.actor, change.hash);
    }
  return nodes;
};

type Watch = ((entry: Pick<DocumentEntry, 'writer' | 'place'>) => void) | undefined;
/** `failed`: the change that Automerge threw at; its bytes are the cause. */
type AppliedAll = { readonly handle: AutomergeHandle; readonly failed: null } | { readonly failed: string };

const applyEach = (order: readonly GraphNode[], watch: Watch): AppliedAll => {
  const handle = emptyHandle(reader);
  for (const { change, entry } of order)
    try {
      watch?.(entry);
      handle.applyChanges([change.plain]);
    } catch {
      handle.free();
      return { failed: change.hash };
    }
  return { handle, failed: null };
};

/** At once takes a third of the time of one by one; where that fails, the one that can't be applied is found. */
const applyAll = (order: readonly GraphNode[], watch: Watch): AppliedAll => {
  if (watch) return applyEach(order, watch);
  const handle = emptyHandle(reader);
  try {
    handle.applyChanges(order.map(({ change }) => change.plain));
    return { handle, failed: null };
  } catch {
    handle.free();
    return applyEach(order, undefined);
  }
};

type Refusals = Map<string, RefusedUpdate>;
/** Of each writer the first. */
const refuse = (refusals: Refusals, refusal: RefusedUpdate): void => {
  const known = refusals.get(refusal.writer);
  if (!known || refusal.place < known.place) refusals.set(refusal.writer, refusal);
};

/** Applies what can be, leaving out what can't and all that rests on it, until the rest goes through. */
const applySettled = (
  nodes: ReadonlyMap<string, GraphNode>,
  watch: Watch,
): { readonly handle: AutomergeHandle } & Settled => {
  const unfit = new Set<string>();
  for (;;) {
    const settled = settle(nodes, unfit);
    const applied = applyAll(settled.order, watch);
    if (applied.failed === null) return { handle: applied.handle, ...settled };
    unfit.add(applied.failed);
  }
};

export const foldEntries = (entries: Iterable<DocumentEntry>, watch?: Watch): EntriesFolded => {
  const refusals: Refusals = new Map();
  const all: Taken[] = [];
  for (const log of byWriter(entries)) {
    const { taken, refused } = takeLog(log);
    all.push(...taken);
    if (refused) refuse(refusals, refused);
  }
  const { handle, order, spoilt } = applySettled(toNodes(all), watch);
  const applied = new Set(order.map(({ change }) => change.hash));
  let waiting = 0;
  for (const { entry, changes } of all) {
    const { writer, place, counts } = entry;
    if (changes.some(({ hash }) => spoilt.has(hash))) refuse(refusals, { kind: 'malformed', writer, place });
    else if (counts && changes.some(({ hash }) => !applied.has(hash))) waiting++;
  }
  return { handle, refused: [...refusals.values()], waiting };
};
