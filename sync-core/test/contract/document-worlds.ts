/** The kinds of document that pass the contract, and how people write in them. */
import { noteEngine } from '../../src/documents/index.ts';
import type { DocumentPerson, DocumentWorld } from '../../testing/contract/index.ts';
import { NoteWriter } from '../unit/documents/note-writers.ts';

export const createNoteWorld = (): DocumentWorld => {
  const writers = new Map<DocumentPerson, NoteWriter>();
  return {
    engine: noteEngine,
    person(name) {
      const page = new NoteWriter(name);
      const person: DocumentPerson = {
        writer: page.writer,
        write: (text) => page.insertBlock(page.root.length, 'paragraph', text),
        see(other) {
          const seen = writers.get(other);
          if (seen) page.see(seen);
        },
        take() {
          const [entry] = page.entries();
          if (!entry) throw new Error('nothing was written');
          return entry.update;
        },
      };
      writers.set(person, page);
      return person;
    },
    [Symbol.dispose]() {
      for (const { doc } of writers.values()) doc.destroy();
    },
  };
};
