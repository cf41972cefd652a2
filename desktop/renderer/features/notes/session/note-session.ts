/**
 * One open note: its Y.Doc, the stock provider over the host's line, who else is here, and how far what was written
 * has come. A reset begins anew with a fresh document; nothing of the old one is carried over, as all of it that
 * counts is in the host's.
 */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timer } from '../../../stores/toast-store.ts';
import { type PresentState, parsePresent } from './caret-frames.ts';
import type { NoteLine } from './note-line.ts';
import { createNoteSocket, type Saving } from './note-socket.ts';
import { bringsShowable, isShowable } from './shape.ts';

/** Where Tiptap's collaboration keeps a document. */
export const noteField = 'default';

export type NoteSessionState = {
  readonly saving: Saving;
  /** Others who have the note open, a page each. */
  readonly present: readonly (PresentState & { readonly client: number })[];
  readonly unreadable: boolean;
};

export type NoteSession = {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly store: StoreApi<NoteSessionState>;
  /** Gives the host again what it could not take. */
  retry(): void;
  /** Resolves once what was written has been given to the host, or could not be. */
  settled(): Promise<void>;
  dispose(): void;
};

/** Opens the page's side of a note. */
export const createNoteSession = (line: NoteLine, schedule: Timer): NoteSession => {
  const store = createStore<NoteSessionState>(() => ({
    saving: { kind: 'saved' },
    present: [],
    unreadable: false,
  }));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, line.state, 'host');
  const refuse = (): void => store.setState({ unreadable: true });
  if (!isShowable(doc, noteField)) refuse();
  // Before the editor is told.
  doc.on('beforeObserverCalls', (transaction) => {
    if (!transaction.local && !bringsShowable(transaction)) refuse();
  });
  // After the state: Yjs takes another id when what comes from elsewhere was written with its own.
  doc.clientID = line.clientId;
  const awareness = new Awareness(doc);
  const { NoteSocket, retry, settled } = createNoteSocket({
    line,
    schedule,
    // Of a kind that is shown already nobody has to be told.
    onSaving: (saving) =>
      store.setState((state) =>
        state.saving.kind === 'saved' && saving.kind === 'saved' ? state : { saving },
      ),
    onGone: (device) =>
      removeAwarenessStates(
        awareness,
        [...awareness.getStates()].flatMap(([client, state]) =>
          parsePresent(state)?.device === device ? [client] : [],
        ),
        'host',
      ),
  });
  const provider = new WebsocketProvider('host:', 'note', doc, {
    awareness,
    WebSocketPolyfill: NoteSocket,
    disableBc: true,
  });
  const readPresent = (): void =>
    store.setState({
      present: [...awareness.getStates()].flatMap(([client, state]) => {
        const known = client === doc.clientID ? null : parsePresent(state);
        return known ? [{ ...known, client }] : [];
      }),
    });
  awareness.on('change', readPresent);
  awareness.setLocalState({ cursor: null });
  return {
    doc,
    awareness,
    store,
    retry,
    settled,
    dispose() {
      awareness.off('change', readPresent);
      provider.destroy();
      awareness.destroy();
      doc.destroy();
    },
  };
};
