/** Makes a note from the updates of its logs. */
import { type Doc, getState, mergeUpdates } from 'yjs';
import { assert } from '../../base/index.ts';
import type { DocumentEntry, DocumentFold } from '../port.ts';
import type { WriterId } from '../writer-id.ts';
import { applyQuietly, attempt, createDoc } from './apply-updates.ts';
import { type ChosenUpdates, chooseUpdates, type NoteEntry, soundEntries } from './choose-updates.ts';
import { type ClockRange, joinClocks } from './clock-ranges.ts';
import { createNote, type NoteDocument } from './note-document.ts';
import { firstUnsound } from './sound-structs.ts';
import { deletionsToUpdate, withoutDeletions } from './yjs-deletions.ts';

/** Applied in one go: Yjs joins structs at the end of each, so that few are held apart at once. */
const groupsAtOnce = 256;
/** Of levels added in one go: what is done for each level grows with its depth. */
const nestingAtOnce = 1_024;

const structsOf = (group: readonly NoteEntry[]): Uint8Array => {
  const updates = group.map(({ update, shape }) => withoutDeletions(update, shape));
  const [only] = updates;
  return only && updates.length === 1 ? only : mergeUpdates(updates);
};

export type Watch = (entry: NoteEntry) => void;

function* inBatches(groups: ChosenUpdates['groups'], atOnce: number): Generator<ChosenUpdates['groups']> {
  let batch: (readonly NoteEntry[])[] = [];
  let nesting = 0;
  for (const group of groups) {
    batch.push(group);
    for (const { shape } of group) nesting += shape.nesting;
    if (batch.length < atOnce && nesting < nestingAtOnce) continue;
    yield batch;
    batch = [];
    nesting = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Clocks of each client in these. */
const clocksOf = (entries: readonly NoteEntry[]): ReadonlyMap<number, ClockRange> => {
  const clocks = new Map<number, ClockRange>();
  for (const { client, shape } of entries)
    if (shape.added)
      clocks.set(client, { from: clocks.get(client)?.from ?? shape.added.from, to: shape.added.to });
  return clocks;
};

/** An update of those just applied that turns out to be malformed; undefined where all went well. */
const findSpoiled = (doc: Doc, entries: readonly NoteEntry[]): NoteEntry | undefined => {
  // Those that could be read but not applied rest on each other in a circle.
  const missing = entries.find(({ client, shape }) => (shape.added?.to ?? 0) > getState(doc.store, client));
  if (missing) return missing;
  for (const [client, range] of clocksOf(entries)) {
    const clock = firstUnsound(doc, client, range);
    if (clock === null) continue;
    return entries.find((entry) => entry.client === client && (entry.shape.added?.to ?? 0) > clock);
  }
  return undefined;
};

const applyGroups = (
  doc: Doc,
  groups: ChosenUpdates['groups'],
  watch: Watch | undefined,
): NoteEntry | undefined => {
  for (const batch of inBatches(groups, watch ? 1 : groupsAtOnce)) {
    if (watch) batch.flat().forEach(watch);
    const applied = attempt(() => applyQuietly(doc, batch.map(structsOf)));
    const entries = batch.flat();
    const spoiled = findSpoiled(doc, entries);
    if (spoiled) return spoiled;
    // Thrown at, with everything in its place: a bug of Yjs', or of ours.
    assert(applied.ok, 'updates of a note could not be applied');
  }
  return undefined;
};

type AppliedFold = DocumentFold<NoteDocument> & {
  /** In the order in which they were applied. */
  readonly applied: readonly NoteEntry[];
};

/** The note of these entries, and which of them are in it. */
export const foldWithEntries = (entries: Iterable<DocumentEntry>, watch?: Watch): AppliedFold => {
  const all = [...entries];
  const spoiled = new Map<WriterId, number>();
  // Once more for each writer who made what only shows once it is applied.
  for (;;) {
    const doc = createDoc();
    const sound = soundEntries(all, spoiled);
    const chosen = chooseUpdates(sound);
    const culprit = applyGroups(doc, chosen.groups, watch);
    if (culprit) {
      spoiled.set(culprit.writer, culprit.place);
      doc.destroy();
      continue;
    }
    const applied = chosen.groups.flat();
    const deleted = joinClocks(applied.filter(({ counts }) => counts).map(({ shape }) => shape.deleted));
    const clockOf = (client: number): number => getState(doc.store, client);
    for (const entry of watch ? applied : []) {
      if (!entry.counts || entry.shape.deleted.size === 0) continue;
      watch?.(entry);
      applyQuietly(doc, [deletionsToUpdate(entry.shape.deleted, clockOf)]);
    }
    applyQuietly(doc, [deletionsToUpdate(deleted, clockOf)]);
    const document = createNote(doc, {
      refused: sound.refused.map(({ writer }) => writer),
      waiting: chosen.waitingClients,
      places: applied.map(({ writer, place }) => [writer, place] as const),
    });
    return { document, refused: sound.refused, waiting: chosen.waiting, applied };
  }
};

/** The note of these entries; see `DocumentEngine.fold`. */
export const foldNote = (entries: Iterable<DocumentEntry>, watch?: Watch): DocumentFold<NoteDocument> => {
  const { document, refused, waiting } = foldWithEntries(entries, watch);
  return { document, refused, waiting };
};
