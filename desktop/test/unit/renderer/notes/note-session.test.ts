/**
 * The page's side of a note: the unmodified y-websocket provider over a socket whose other end is a host of a few
 * lines that speaks the contract. Told apart is what a person notices: words that arrive, words that are safe, who
 * is where, and that nobody's page can speak for another.
 */
import { err, isDeviceId, isMemberId, ok } from '@maru/sync-core';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { HostError } from '../../../../contract/index.ts';
import type { NoteLine, NoteNews } from '../../../../renderer/features/notes/session/note-line.ts';
import {
  createNoteSession,
  type NoteSession,
} from '../../../../renderer/features/notes/session/note-session.ts';

const id = <T extends string>(guard: (value: unknown) => value is T, letter: string): T => {
  const made: unknown = letter.repeat(64);
  if (!guard(made)) throw new Error('bug: id');
  return made;
};
const member = id(isMemberId, 'a');
const device = id(isDeviceId, 'b');

const open: NoteSession[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.dispose();
});
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

const textIn = (doc: Y.Doc) => doc.getText('words');
const stateOf = (...words: readonly string[]): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 1;
  for (const word of words) textIn(doc).insert(textIn(doc).length, word);
  return Y.encodeStateAsUpdate(doc);
};

/** A host that keeps what it is given. `refuse` is answered in place of the next acknowledgements. */
const openNote = async (state = stateOf('hello'), clientId = 42) => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const host = {
    doc,
    changes: 0,
    carets: [] as Uint8Array[],
    refuse: null as HostError | null,
    news: null as NoteNews | null,
    hold: null as Promise<void> | null,
  };
  const line: NoteLine = {
    clientId,
    state,
    change: async (update) => {
      await host.hold;
      if (host.refuse) return err(host.refuse);
      host.changes++;
      Y.applyUpdate(doc, update);
      return ok({});
    },
    caret: (frame) => void host.carets.push(frame),
    listen: (news) => {
      host.news = news;
      return () => {
        host.news = null;
      };
    },
  };
  const waits = new Set<() => void>();
  const session = createNoteSession(line, (run) => {
    waits.add(run);
    return () => waits.delete(run);
  });
  open.push(session);
  await settled();
  const wait = (): void => {
    for (const run of waits) run();
  };
  return { host, session, wait };
};

const frame = (client: number, state: unknown, clock = 1): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
const standing = { anchor: { tname: 'default' }, head: { tname: 'default' } };

describe('words', () => {
  it('are there at once, and opening a note writes nothing', async () => {
    const { host, session } = await openNote();
    expect(textIn(session.doc).toString()).toBe('hello');
    expect(host.changes).toBe(0);
    expect(session.store.getState().saving.kind).toBe('saved');
  });

  it('of the page are written by the id that the host gave, also where it wrote before', async () => {
    const { host, session } = await openNote(stateOf('hello'), 1);
    textIn(session.doc).insert(5, ' there');
    await session.settled();
    expect(textIn(host.doc).toString()).toBe('hello there');
    expect([...Y.decodeStateVector(Y.encodeStateVector(host.doc)).keys()]).toEqual([1]);
  });

  it('of others arrive, and are not given back to the host', async () => {
    const { host, session } = await openNote();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(host.doc));
    other.on('update', (update) => host.news?.updated(update));
    textIn(other).insert(5, ', world');
    await settled();
    expect(textIn(session.doc).toString()).toBe('hello, world');
    expect(host.changes).toBe(0);
  });

  it('[P17] are saved once the host says so; what gathers meanwhile goes as one', async () => {
    const { host, session, wait } = await openNote();
    let go = (): void => undefined;
    host.hold = new Promise((resolve) => {
      go = resolve;
    });
    for (const letter of 'abcdef') textIn(session.doc).insert(0, letter);
    await settled();
    // Only what takes a while is said.
    expect(session.store.getState().saving.kind).toBe('saved');
    wait();
    expect(session.store.getState().saving.kind).toBe('saving');
    go();
    await session.settled();
    expect(session.store.getState().saving.kind).toBe('saved');
    expect(textIn(host.doc).toString()).toBe('fedcbahello');
    expect(host.changes).toBe(2);
  });

  it('[P19] that the host could not take stay in the page and can be given again', async () => {
    const { host, session } = await openNote();
    host.refuse = { kind: 'storage', error: { kind: 'full', message: '' } };
    textIn(session.doc).insert(0, 'kept ');
    await session.settled();
    textIn(session.doc).insert(0, 'all ');
    await session.settled();
    expect(session.store.getState().saving).toMatchObject({ kind: 'failed', error: { kind: 'storage' } });
    host.refuse = null;
    session.retry();
    await session.settled();
    expect(textIn(host.doc).toString()).toBe('all kept hello');
    expect(session.store.getState().saving.kind).toBe('saved');
  });

  it('that are no update leave the page as it is', async () => {
    const { host, session } = await openNote();
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    host.news?.updated(new Uint8Array([255, 255, 255, 1, 2, 3]));
    told.mockRestore();
    expect(textIn(session.doc).toString()).toBe('hello');
    expect(session.store.getState().unreadable).toBe(false);
  });

  const nested = (depth: number) => (fragment: Y.XmlFragment) => {
    let at = fragment;
    for (let level = 0; level < depth; level++) {
      const element = new Y.XmlElement('blockquote');
      at.insert(0, [element]);
      at = element;
    }
  };
  it.each([
    [
      'text outside of any block',
      (fragment: Y.XmlFragment) => fragment.insert(0, [new Y.XmlText('x')]),
      true,
    ],
    ['a thousand quotes in each other', nested(1_000), true],
    [
      'a block that nobody knows',
      (fragment: Y.XmlFragment) => fragment.insert(0, [new Y.XmlElement('x')]),
      false,
    ],
    ['a quote in a quote', nested(20), false],
  ])(
    '[T16] %s: the page says so before its editor fails, now and when it is opened',
    async (_what, write, odd) => {
      const { host, session } = await openNote();
      const other = new Y.Doc();
      other.on('update', (update) => host.news?.updated(update));
      other.transact(() => write(other.getXmlFragment('default')));
      expect(session.store.getState().unreadable).toBe(odd);
      const later = await openNote(Y.encodeStateAsUpdate(other));
      expect(later.session.store.getState().unreadable).toBe(odd);
    },
  );
});

describe('carets', () => {
  it('of others are shown as whom the host says, whatever the frame says', async () => {
    const { host, session } = await openNote();
    const lie = { cursor: standing, member: 'c'.repeat(64), user: { name: 'Admin', color: '#ff0000' } };
    host.news?.caret(device, member, frame(7, lie));
    expect(session.store.getState().present).toMatchObject([{ client: 7, member, device, cursor: standing }]);
    expect(JSON.stringify([...session.awareness.getStates()])).not.toContain('Admin');
    host.news?.gone(device);
    expect(session.store.getState().present).toEqual([]);
  });

  it.each([
    ['speaks for this page', frame(42, { cursor: standing })],
    ['has a caret that is none', frame(7, { cursor: { anchor: 'x'.repeat(99), head: {} } })],
    ['is cut off', frame(7, { cursor: standing }).slice(0, 9)],
    ['claims a million entries', encoding.encode((encoder) => encoding.writeVarUint(encoder, 1_000_000))],
    ['is empty', new Uint8Array()],
  ])('of a frame that %s are nowhere', async (_what, bad) => {
    const { host, session } = await openNote();
    host.news?.caret(device, member, bad);
    expect(session.store.getState().present).toEqual([]);
    expect(session.awareness.getLocalState()).toEqual({ cursor: null });
  });

  it('of the page are told to the host, its own and nobody else’s', async () => {
    const { host, session } = await openNote();
    host.news?.caret(device, member, frame(7, { cursor: standing }));
    session.awareness.setLocalState({ cursor: standing });
    await settled();
    expect(host.carets.length).toBeGreaterThan(0);
    for (const told of host.carets) expect([...told.slice(0, 2)]).toEqual([1, 42]);
  });

  it('are gone for others when the page is left', async () => {
    const { host, session } = await openNote();
    session.awareness.setLocalState({ cursor: standing });
    session.dispose();
    expect(host.news).toBeNull();
  });
});
