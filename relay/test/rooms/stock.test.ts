/**
 * The unmodified y-websocket 3.1 provider in rooms of a relay: plain over Node's `ws`, as its own README has it, and
 * sealed over the polyfill of `@maru/sync-core/yjs-room`. What editors notice, and nothing of how.
 */
import { expect, onTestFinished, test } from 'vitest';
import { encodeStateVector } from 'yjs';
import { createMemoryStore, createRelay } from '../../src/index.ts';
import { random } from '../support/actor.ts';
import { type Editor, newRoom, openEditor } from '../support/editor.ts';
import { startRelay } from '../support/relay.ts';

const silent = (): void => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };

const expectSame = (...editors: readonly Editor[]): void => {
  expect(new Set(editors.map(({ text }) => text())).size).toBe(1);
  expect(new Set(editors.map(({ doc }) => String(encodeStateVector(doc)))).size).toBe(1);
};

test.for(['plain', 'sealed'] as const)(
  '%s: who is alone is synced, and two who write at once read the same',
  async (kind) => {
    const { address } = await startRelay();
    const room = await newRoom(kind);
    const alice = openEditor(address.yjsUrl, room);
    await alice.synced();
    const bob = openEditor(address.yjsUrl, room);
    await bob.synced();
    alice.write('한 줄 ');
    bob.write('a line ');
    await Promise.all([alice.reads('한 줄', 'a line'), bob.reads('한 줄', 'a line')]);
    expectSame(alice, bob);
  },
);

test.for(['plain', 'sealed'] as const)(
  '%s: who comes late has everything, brings what was written apart, and sees every caret at once',
  async (kind) => {
    const { address } = await startRelay();
    const room = await newRoom(kind);
    const alice = openEditor(address.yjsUrl, room);
    await alice.synced();
    alice.write('first ');
    const bob = openEditor(address.yjsUrl, room);
    await bob.reads('first');
    bob.write('second ');
    const carol = openEditor(address.yjsUrl, room);
    await carol.reads('first', 'second');
    // Long before carets are renewed, every 15 s.
    await Promise.all([alice, bob, carol].map((one) => one.sees(2)));
    bob.provider.disconnect();
    bob.write('apart ');
    alice.write('meanwhile ');
    carol.write('third ');
    bob.provider.connect();
    await Promise.all([alice, bob, carol].map((one) => one.reads('apart', 'meanwhile', 'third')));
    expectSame(alice, bob, carol);
  },
);

test.for(['plain', 'sealed'] as const)(
  '%s: a relay that starts again has lost nothing, as it held nothing',
  async (kind) => {
    const start = (port: number) => {
      const relay = createRelay({
        host: '127.0.0.1',
        port,
        openStore: () => createMemoryStore(random),
        random,
        logger,
      });
      onTestFinished(() => relay.close());
      return relay.listen().then((address) => ({ relay, address }));
    };
    const first = await start(0);
    const room = await newRoom(kind);
    const [alice, bob, carol] = [0, 1, 2].map(() => openEditor(first.address.yjsUrl, room)) as [
      Editor,
      Editor,
      Editor,
    ];
    alice.write('before ');
    await Promise.all([bob.reads('before'), carol.reads('before')]);
    await first.relay.close();
    await Promise.all([alice, bob, carol].map((one) => one.disconnected()));
    alice.write('alone-a ');
    bob.write('alone-b ');
    await start(first.address.port);
    await Promise.all([alice, bob, carol].map((one) => one.reads('before', 'alone-a', 'alone-b')));
    expectSame(alice, bob, carol);
  },
);

test('a document longer than a frame goes through a sealed room in pieces', async () => {
  const { address } = await startRelay();
  const room = await newRoom('sealed');
  const alice = openEditor(address.yjsUrl, room);
  const long = '바람이 분다 '.repeat(40_000);
  alice.write(long);
  await alice.synced();
  const bob = openEditor(address.yjsUrl, room);
  await bob.reads(long);
  expectSame(alice, bob);
});

test('plain and sealed rooms of one secret are different rooms', async () => {
  const { address } = await startRelay();
  const [plain, sealed] = await Promise.all([newRoom('plain'), newRoom('sealed')]);
  expect(plain.name).not.toBe(sealed.name);
  const editors = [openEditor(address.yjsUrl, plain), openEditor(address.yjsUrl, sealed)];
  for (const editor of editors) editor.write('here ');
  await Promise.all(editors.map((editor) => editor.synced()));
  for (const editor of editors) expect(editor.text()).toBe('here ');
});
