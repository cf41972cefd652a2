import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { noChanges } from '../../src/client/index.ts';
import { noteRoot, writerIdOf, writerToClientId } from '../../src/documents/index.ts';
import { type DocumentOp, documentStream, type OperationOf, permissionsOf } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { openNotePage, type SimNotePage } from '../../testing/sim/note-page.ts';
import { createCircle } from './circle.ts';

/** Ada founded it; mallory may edit as bo may, eve may only read. */
const createScene = async () => {
  const circle = await createCircle(['ada', 'bo', 'mallory', 'eve']);
  const { settled, home, run } = circle;
  const [ada, bo, mallory, eve] = [
    circle.person('ada'),
    circle.person('bo'),
    circle.person('mallory'),
    circle.person('eve'),
  ];
  const made = await settled(
    home(ada).commands.createChannel({ category: null, kind: 'note', name: 'plan', topic: '' }),
  );
  if (!made.ok) throw new Error('no channel');
  const { channel } = made.value;
  const denied = permissionsOf('editPages');
  await circle.govern(ada, {
    type: 'overwriteSet',
    place: { type: 'channel', id: channel },
    overwrite: { target: { type: 'member', id: home(eve).core.self }, allow: 0n, deny: denied },
  });
  await run(20_000);
  const stream = documentStream('note', channel);
  const clientOf = (one: Installation, seat: number): number =>
    writerToClientId(
      writerIdOf(home(one).core.suite, { log: home(one).writer.log(), stream, seat, branch: null }),
    );
  return {
    ...circle,
    ada,
    bo,
    mallory,
    eve,
    stream,
    clientOf,
    async page(one: Installation): Promise<SimNotePage> {
      const client = one.client();
      const page = client && (await settled(openNotePage(client, home(one), channel)));
      if (!page) throw new Error(`${one.name} has no page`);
      return page;
    },
    /** A modified client: writes what it likes into the note's stream, asking nobody. */
    async forge(one: Installation, ...ops: readonly DocumentOp[]): Promise<void> {
      const { core, writer, engine } = home(one);
      for (const op of ops) {
        const written = await settled(
          core.committer.commit(() => writer.write(stream, [op], noChanges()).ok),
        );
        if (!written.ok || !written.value) throw new Error('not written');
      }
      engine.appended(stream, writer.log());
    },
    async dump(one: Installation): Promise<string> {
      await settled(home(one).documents.settle());
      return home(one).core.store.projectionDump();
    },
  };
};

const paragraph = (doc: Doc, words: string): void => {
  const element = new XmlElement('paragraph');
  const text = new XmlText();
  text.insert(0, words);
  element.insert(0, [text]);
  doc.getXmlFragment(noteRoot).push([element]);
};
const updateBy = (client: number, words: string): Uint8Array => {
  const doc = new Doc();
  doc.clientID = client;
  paragraph(doc, words);
  return encodeStateAsUpdate(doc);
};
const op = (update: Uint8Array, more: Partial<OperationOf<'documentUpdated'>> = {}): DocumentOp => ({
  type: 'documentUpdated',
  seat: 0,
  branch: null,
  carried: null,
  update,
  more: false,
  ...more,
});

test('[T10] what a modified client writes into a note shows nowhere, and stops nobody else', async () => {
  using world = await createScene();
  const { ada, bo, mallory, eve, settled, run, page, forge, clientOf, dump, errors } = world;
  const pages = [await page(ada), await page(bo)] as const;
  expect((await page(eve)).canEdit()).toBe(false);
  expect(await settled(pages[0].write('honest'))).toBe(true);
  await run(30_000);

  // In another's name, without permission, nonsense, without an end, resting on nothing.
  await forge(mallory, op(updateBy(clientOf(bo, 0), 'in the name of bo')));
  await forge(eve, op(updateBy(clientOf(eve, 0), 'not allowed')));
  await forge(mallory, op(Uint8Array.of(9, 9, 9, 9), { seat: 1 }));
  const piece = new Uint8Array(1_000).fill(7);
  await forge(mallory, op(piece, { seat: 3, more: true }));
  const unseen = new Doc();
  unseen.clientID = clientOf(mallory, 4);
  paragraph(unseen, 'never sent');
  const held = new Doc();
  applyUpdate(held, encodeStateAsUpdate(unseen));
  held.clientID = clientOf(mallory, 5);
  let resting = new Uint8Array();
  held.on('update', (update: Uint8Array) => {
    resting = update.slice();
  });
  (held.getXmlFragment(noteRoot).get(0) as XmlElement).insert(0, [new XmlText('rests on nothing')]);
  await forge(mallory, op(resting, { seat: 5 }));
  const { core } = world.home(eve);
  await run(30_000);
  expect(await settled(pages[1].write(' words'))).toBe(true);
  await run(60_000);
  for (const one of pages) {
    expect(one.text()).toEqual(['honest words']);
    expect(one.resets()).toBe(0);
  }
  expect(await dump(ada)).toBe(await dump(bo));
  expect((await page(ada)).text()).toEqual(['honest words']);
  expect(core.store.document(world.stream)).not.toBeNull();

  // Whom it was is removed: what counts stays.
  await settled(world.home(ada).commands.ban(world.memberOf(mallory), 'vandal', 0));
  await run(60_000);
  expect(await settled((await page(bo)).write('!'))).toBe(true);
  await run(60_000);
  expect((await page(ada)).text()).toEqual(['honest words!']);
  expect(await dump(ada)).toBe(await dump(bo));
  expect(errors).toEqual([]);
});

test('[T13] a note in a private channel is sealed for those who see it: nobody else opens, lists or finds it', async () => {
  using world = await createCircle(['ada', 'bo', 'mallory']);
  const { settled, run, home, errors } = world;
  const [ada, bo, mallory] = [world.person('ada'), world.person('bo'), world.person('mallory')];
  const secret = await world.createSecret(ada, bo);
  await world.post(ada, 'between us', secret);
  await run(10_000);
  const [root] = home(ada).queries.page({ channel: secret, thread: null }, { kind: 'newest' }, 1).messages;
  const client = ada.client();
  if (!root || !client) throw new Error('no message');
  const hers = await settled(openNotePage(client, home(ada), secret, root.id));
  expect(await settled(hers?.write('quince jelly'))).toBe(true);
  await run(60_000);
  const place = { kind: 'note', channel: secret, thread: root.id } as const;
  expect(home(bo).documents.queries.list()).toMatchObject([{ title: 'quince jelly' }]);
  expect(home(bo).queries.search('quince', null, null, 10).documents).toHaveLength(1);
  expect((await settled(home(mallory).documents.notes.open(secret, root.id))).ok).toBe(false);
  expect(home(mallory).documents.queries.list()).toEqual([]);
  expect(home(mallory).queries.search('quince', null, null, 10).documents).toEqual([]);
  expect(home(mallory).documents.queries.history(place).ok).toBe(false);
  const rows = home(mallory).core.database.read((db) => db.all('SELECT text FROM document_text'));
  expect(rows).toEqual([]);
  expect(errors).toEqual([]);
});
