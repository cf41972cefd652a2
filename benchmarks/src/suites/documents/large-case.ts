/** A note of a megabyte in thousands of blocks: opened, written in, read for search. */
import { noteEngine, noteRoot, writerToClientId } from '@maru/sync-core/documents';
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import type { Trial } from '../../lib/trial.ts';
import { countsOf, label } from './counts.ts';
import { writer } from './note-pages.ts';
import { realTexts } from './real-text.ts';

const edits = 200;

const largePage = (seed: number, chars: number): { readonly doc: Doc; readonly last: XmlText } => {
  const doc = new Doc();
  doc.clientID = writerToClientId(writer);
  const texts = realTexts(seed);
  const blocks: XmlElement[] = [];
  let last = new XmlText();
  for (let left = chars; left > 0; ) {
    const text = texts.next();
    left -= text.length;
    last = new XmlText(text);
    const block = new XmlElement('paragraph');
    block.insert(0, [last]);
    blocks.push(block);
  }
  doc.getXmlFragment(noteRoot).insert(0, blocks);
  return { doc, last };
};

export const run = async (trial: Trial): Promise<void> => {
  const { largeChars } = countsOf(trial);
  const state = encodeStateAsUpdate(largePage(trial.seed, largeChars).doc);
  await trial.measure('large-open', label.note, {
    operations: 1,
    prepare: () => ({ blocks: 0 }),
    run(world) {
      const opened = noteEngine.open(state, []);
      if (!opened.ok) throw new Error(opened.error.kind);
      world.blocks = opened.value.text().blocks.length;
    },
    verify({ blocks }) {
      if (blocks === 0) throw new Error('nothing is in it');
    },
  });
  await trial.measure('large-edit', label.note, {
    operations: edits,
    prepare() {
      const page = largePage(trial.seed, largeChars);
      const opened = noteEngine.open(encodeStateAsUpdate(page.doc), []);
      if (!opened.ok) throw new Error(opened.error.kind);
      const document = opened.value;
      page.doc.on('update', (update: Uint8Array) => {
        if (!document.add({ update, writer, place: null }).ok) throw new Error('a word was refused');
      });
      return { ...page, document };
    },
    run({ last }) {
      for (let index = 0; index < edits; index++) last.insert(index, 'x');
    },
    verify({ document }) {
      if (!document.text().blocks.at(-1)?.text.startsWith('x'.repeat(edits)))
        throw new Error('words are missing');
    },
  });
};
