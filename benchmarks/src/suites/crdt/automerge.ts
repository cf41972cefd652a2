import * as Automerge from '@automerge/automerge';
import type { Crdt, Message } from './engine.ts';

type Timeline = { messages: Message[] };
type Note = { note: string };
type Board = { cards: Record<string, Record<string, string>> };

const change = (doc: Automerge.Doc<unknown>): Uint8Array => {
  const last = Automerge.getLastLocalChange(doc);
  if (!last) throw new Error('no change was made');
  return last;
};

/** Both replicas begin with the same first change, or they would hold two lists. */
const first = Automerge.save(Automerge.from<Timeline>({ messages: [] }, '00'));

export const automerge: Crdt = {
  label: 'Automerge',
  timeline() {
    let doc = Automerge.load<Timeline>(first);
    return {
      append(message) {
        doc = Automerge.change(doc, (draft) => void draft.messages.push({ ...message }));
        return change(doc);
      },
      save: () => Automerge.save(doc),
    };
  },
  applyTimeline(updates) {
    let doc = Automerge.load<Timeline>(first);
    for (const update of updates) [doc] = Automerge.applyChanges(doc, [update]);
    return doc.messages.length;
  },
  loadTimeline(bytes) {
    const doc = Automerge.load<Timeline>(bytes);
    return { doc, texts: doc.messages.slice(-50).map(({ text }) => text) };
  },
  note() {
    let doc = Automerge.from<Note>({ note: '' });
    return {
      edit(at, deleted, inserted) {
        doc = Automerge.change(doc, (draft) => Automerge.splice(draft, ['note'], at, deleted, inserted));
      },
      save: () => Automerge.save(doc),
      text: () => doc.note,
    };
  },
  loadNote: (bytes) => Automerge.load<Note>(bytes).note,
  board() {
    let doc = Automerge.from<Board>({ cards: {} });
    return {
      set(card, field, value) {
        doc = Automerge.change(doc, (draft) => {
          draft.cards[card] ??= {};
          const found = draft.cards[card];
          if (found) found[field] = value;
        });
      },
      save: () => Automerge.save(doc),
      cards: () => Object.keys(doc.cards).length,
    };
  },
  loadBoard: (bytes) => Object.keys(Automerge.load<Board>(bytes).cards).length,
};
