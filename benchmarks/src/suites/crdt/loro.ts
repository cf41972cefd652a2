import { LoroDoc, LoroMap } from 'loro-crdt';
import type { Crdt } from './engine.ts';

export const loro: Crdt = {
  label: 'Loro',
  timeline() {
    const doc = new LoroDoc();
    const messages = doc.getList('messages');
    return {
      append(message) {
        const from = doc.oplogVersion();
        const map = messages.pushContainer(new LoroMap());
        for (const [field, value] of Object.entries(message)) map.set(field, value);
        doc.commit();
        return doc.export({ mode: 'update', from });
      },
      save: () => doc.export({ mode: 'snapshot' }),
    };
  },
  applyTimeline(updates) {
    const doc = new LoroDoc();
    for (const update of updates) doc.import(update);
    return doc.getList('messages').length;
  },
  loadTimeline(bytes) {
    const doc = LoroDoc.fromSnapshot(bytes);
    const messages = doc.getList('messages');
    const texts = Array.from({ length: Math.min(50, messages.length) }, (_, index) => {
      const message = messages.get(Math.max(0, messages.length - 50) + index);
      return message instanceof LoroMap ? String(message.get('text')) : '';
    });
    return { doc, texts };
  },
  note() {
    const doc = new LoroDoc();
    const text = doc.getText('note');
    return {
      edit(at, deleted, inserted) {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
        doc.commit();
      },
      save: () => doc.export({ mode: 'snapshot' }),
      text: () => text.toString(),
    };
  },
  loadNote: (bytes) => LoroDoc.fromSnapshot(bytes).getText('note').toString(),
  board() {
    const doc = new LoroDoc();
    const cards = doc.getMap('cards');
    return {
      set(card, field, value) {
        const found = cards.get(card);
        const map = found instanceof LoroMap ? found : cards.setContainer(card, new LoroMap());
        map.set(field, value);
        doc.commit();
      },
      save: () => doc.export({ mode: 'snapshot' }),
      cards: () => cards.size,
    };
  },
  loadBoard: (bytes) => LoroDoc.fromSnapshot(bytes).getMap('cards').size,
};
