/** People who write a note with Yjs as pages do, each at a seat of their own. */
import { applyUpdate, Doc, encodeStateAsUpdate, mergeUpdates, XmlElement, XmlText } from 'yjs';
import {
  type DocumentEntry,
  documentPlace,
  noteRoot,
  type WriterId,
  writerToClientId,
} from '../../../src/documents/index.ts';

const seen = 'seen';

/** Ids that differ in their first bits, as hashes do. */
export const writerNamed = (name: string): WriterId => {
  let hash = 2166136261;
  const hex = Array.from({ length: 32 }, (_, index) => {
    hash = Math.imul(hash ^ name.charCodeAt(index % name.length) ^ (index << 8), 16777619) >>> 0;
    return (hash >>> 24).toString(16).slice(-1);
  });
  return hex.join('') as WriterId;
};

export class NoteWriter {
  readonly writer: WriterId;
  readonly doc = new Doc();
  readonly #written: Uint8Array[] = [];
  #number = 0;

  constructor(name: string) {
    this.writer = writerNamed(name);
    this.doc.clientID = writerToClientId(this.writer);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== seen) this.#written.push(update);
    });
  }

  get root() {
    return this.doc.getXmlFragment(noteRoot);
  }

  /** What was written since the last time, as one entry of this writer's log. */
  entries(counts = true): readonly DocumentEntry[] {
    if (this.#written.length === 0) return [];
    const update = mergeUpdates(this.#written.splice(0));
    return [{ writer: this.writer, update, place: documentPlace(this.#number++, 0), counts }];
  }

  /** Sees all that another page holds. */
  see({ doc }: { readonly doc: Doc }): void {
    applyUpdate(this.doc, encodeStateAsUpdate(doc), seen);
  }

  /** Sees one update. */
  take(update: Uint8Array): void {
    applyUpdate(this.doc, update, seen);
  }

  /** A block of text at an index. */
  insertBlock(index: number, name: string, text: string): void {
    const block = new XmlElement(name);
    block.insert(0, [new XmlText(text)]);
    this.root.insert(index, [block]);
  }

  /** The text in the block at an index. */
  textOf(index: number): XmlText {
    const block = this.root.get(index);
    const text = block instanceof XmlElement ? block.get(0) : null;
    if (!(text instanceof XmlText)) throw new Error(`no text at ${index}`);
    return text;
  }
}
