import * as Y from 'yjs';
import type { Crdt } from './engine.ts';

const toMap = (fields: Readonly<Record<string, string | number>>): Y.Map<string | number> =>
  new Y.Map(Object.entries(fields));

export const yjs: Crdt = {
  label: 'Yjs',
  timeline() {
    const doc = new Y.Doc();
    const messages = doc.getArray<Y.Map<string | number>>('messages');
    let last: Uint8Array = new Uint8Array();
    doc.on('update', (update: Uint8Array) => {
      last = update;
    });
    return {
      append(message) {
        messages.push([toMap(message)]);
        return last;
      },
      save: () => Y.encodeStateAsUpdate(doc),
    };
  },
  applyTimeline(updates) {
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, update);
    return doc.getArray('messages').length;
  },
  loadTimeline(bytes) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    const messages = doc.getArray<Y.Map<string | number>>('messages');
    return { doc, texts: messages.slice(-50).map((message) => String(message.get('text'))) };
  },
  note() {
    const doc = new Y.Doc();
    const text = doc.getText('note');
    return {
      edit(at, deleted, inserted) {
        doc.transact(() => {
          if (deleted > 0) text.delete(at, deleted);
          if (inserted !== '') text.insert(at, inserted);
        });
      },
      save: () => Y.encodeStateAsUpdate(doc),
      text: () => text.toString(),
    };
  },
  loadNote(bytes) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return doc.getText('note').toString();
  },
  board() {
    const doc = new Y.Doc();
    const cards = doc.getMap<Y.Map<string>>('cards');
    return {
      set(card, field, value) {
        doc.transact(() => {
          const found = cards.get(card) ?? new Y.Map<string>();
          if (!cards.has(card)) cards.set(card, found);
          found.set(field, value);
        });
      },
      save: () => Y.encodeStateAsUpdate(doc),
      cards: () => cards.size,
    };
  },
  loadBoard(bytes) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return doc.getMap('cards').size;
  },
};
