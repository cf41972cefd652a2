/** A page of a note and the documents of those who see it, without a host between them. */
import { type DocumentEntry, noteRoot, type WriterId, writerToClientId } from '@maru/sync-core/documents';
import { Doc, mergeUpdates, XmlElement, XmlText } from 'yjs';
import type { Edit } from './trace.ts';

export const writer = '5eed'.repeat(8) as WriterId;

export type NotePage = {
  readonly doc: Doc;
  edit(edit: Edit): void;
  /** The updates since the last time, one for each edit. */
  take(): readonly Uint8Array[];
};

/** One block that holds all of the text. */
export const createPage = (): NotePage => {
  const doc = new Doc();
  doc.clientID = writerToClientId(writer);
  let updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  const text = new XmlText();
  const block = new XmlElement('codeBlock');
  block.insert(0, [text]);
  doc.getXmlFragment(noteRoot).insert(0, [block]);
  return {
    doc,
    edit({ at, deleted, inserted }) {
      if (deleted > 0) text.delete(at, deleted);
      if (inserted !== '') text.insert(at, inserted);
    },
    take() {
      const taken = updates;
      updates = [];
      return taken;
    },
  };
};

/** As a log holds them: so many edits an entry. */
export const toEntries = (updates: readonly Uint8Array[], perEntry: number): readonly DocumentEntry[] => {
  const entries: DocumentEntry[] = [];
  for (let at = 0; at < updates.length; at += perEntry)
    entries.push({
      update: mergeUpdates(updates.slice(at, at + perEntry)),
      writer,
      place: entries.length,
      counts: true,
    });
  return entries;
};
