/** Makes a note from the updates of its logs. */
import { type Doc, getState, mergeUpdates } from 'yjs';
import type { DocumentEntry, DocumentFold } from '../port.ts';
import type { WriterId } from '../writer-id.ts';
import { applyQuietly, attempt, createDoc } from './apply-updates.ts';
import {
  type ChosenUpdates,
  chooseUpdates,
  type NoteEntry,
  type SoundEntries,
  soundEntries,
} from './choose-updates.ts';
import { createNote, type NoteDocument } from './note-document.ts';
import { firstUnsound } from './sound-structs.ts';
import { deletionsToUpdate, joinDeleted, withoutDeletions } from './yjs-deletions.ts';

/** Applied in one go: Yjs joins structs at the end of each, so that few are held apart at once. */
const groupsAtOnce = 256;

type Spoiled = { readonly writer: WriterId; readonly place: number };

const structsOf = (group: readonly NoteEntry[]): Uint8Array => {
  const updates = group.map(({ update, shape }) => withoutDeletions(update, shape));
  const [only] = updates;
  return only && updates.length === 1 ? only : mergeUpdates(updates);
};

/** Null where all went well. */
const applyGroups = (doc: Doc, groups: ChosenUpdates['groups']): Spoiled | null => {
  for (let at = 0; at < groups.length; at += groupsAtOnce) {
    const some = groups.slice(at, at + groupsAtOnce);
    const applied = attempt(() => applyQuietly(doc, some.map(structsOf)));
    if (applied.ok && doc.store.pendingStructs === null) continue;
    // Those of one group that could be read but not applied rest on each other in a circle.
    const culprit = some
      .flat()
      .find(({ shape }) => (shape.added?.to ?? 0) > getState(doc.store, shape.added?.client ?? 0));
    if (culprit) return culprit;
  }
  return null;
};

const findUnsound = (
  doc: Doc,
  { writers }: SoundEntries,
  groups: ChosenUpdates['groups'],
): Spoiled | null => {
  for (const client of new Set(groups.flat().map((entry) => entry.client))) {
    const clock = firstUnsound(doc, client, { from: 0, to: getState(doc.store, client) });
    if (clock === null) continue;
    const culprit = writers.get(client)?.entries.find(({ shape }) => (shape.added?.to ?? 0) > clock);
    if (culprit) return culprit;
  }
  return null;
};

/** The note of these entries; see `DocumentEngine.fold`. */
export const foldNote = (entries: Iterable<DocumentEntry>): DocumentFold<NoteDocument> => {
  const all = [...entries];
  const spoiled = new Map<WriterId, number>();
  // Once more for each writer who made what only shows once it is applied.
  for (;;) {
    const doc = createDoc();
    const sound = soundEntries(all, spoiled);
    const chosen = chooseUpdates(sound);
    const culprit = applyGroups(doc, chosen.groups) ?? findUnsound(doc, sound, chosen.groups);
    if (culprit) {
      spoiled.set(culprit.writer, culprit.place);
      doc.destroy();
      continue;
    }
    const applied = chosen.groups.flat();
    const deleted = joinDeleted(applied.filter(({ counts }) => counts).map(({ shape }) => shape.deleted));
    applyQuietly(doc, [deletionsToUpdate(deleted, (client) => getState(doc.store, client))]);
    const document = createNote(doc, {
      refused: sound.refused.map(({ writer }) => writer),
      waiting: chosen.waitingClients,
      places: applied.map(({ writer, place }) => [writer, place] as const),
    });
    return { document, refused: sound.refused, waiting: chosen.waiting };
  }
};
