/**
 * Two people write a note and a board through a real relay, at once and apart, with everything listened to: nothing
 * of it can be read in what the relay stores, in the frames of either, or in any log, plain, packed or in base64 [T14].
 * That the search would find it is shown on what the members themselves hold.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connector, documentStream, type LogFields, type Logger } from '@maru/sync-core';
import { createNodeClock, createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { expect, onTestFinished, test } from 'vitest';
import { findPlaintext } from '../../../desktop/test/e2e/app/plaintext.ts';
import { openNotePage } from '../../../sync-core/testing/sim/note-page.ts';
import { createWorld, openCommunity, until, value } from './world.ts';

/** A link of which every frame is kept, both ways. */
const tapped = (frames: Uint8Array[]): Connector => {
  const real = createWebSocketConnector();
  return {
    connect(url, handlers) {
      const transport = real.connect(url, {
        ...handlers,
        received(frame) {
          frames.push(frame);
          handlers.received(frame);
        },
      });
      return {
        ...transport,
        send(frame) {
          frames.push(frame.slice());
          transport.send(frame);
        },
      };
    },
  };
};

const filesIn = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

const words = {
  note: 'canary 은하수를 건너는 돛단배',
  thread: 'canary of a thread’s note',
  comment: 'canary comment in the margin',
  quote: 'canary quote of a line',
  suggestion: 'canary suggested wording',
  caret: 'canary caret of alice',
  noteChannel: 'canary-plans',
  boardChannel: 'canary-tasks',
  column: 'canary column of waiting',
  card: 'canary 지붕을 고치는 카드',
  description: 'canary description of a roof, '.repeat(20).trim(),
  item: 'canary item of a checklist',
  label: 'canary label',
  place: 'canary place of a feast',
  branch: 'canary branch to try',
} as const;

test('[T14] nothing of a note or a board can be read in a relay’s store, in frames or in logs', async () => {
  const lines: string[] = [];
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push(JSON.stringify({ level, message, ...fields }));
  const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const world = await createWorld(logger);
  onTestFinished(() => world.close());
  const frames: Uint8Array[] = [];
  const [alice, bob] = [
    await world.person('alice', createNodeClock(), tapped(frames)),
    await world.person('bob', createNodeClock(), tapped(frames)),
  ];
  const { community, channel } = value(await alice.createCommunity('community'));
  const [ofAlice, link] = await (async () => {
    const open = openCommunity(alice, community);
    const made = value(await open.commands.createInvite({ maxAgeMs: null, maxUses: null }));
    return [open, made.link] as const;
  })();
  const createChannel = async (kind: 'note' | 'board', name: string) =>
    value(await ofAlice.commands.createChannel({ category: null, kind, name, topic: '' })).channel;
  const plans = await createChannel('note', words.noteChannel);
  const tasks = await createChannel('board', words.boardChannel);
  const { message: thread } = value(await ofAlice.commands.post({ channel, thread: null }, 'talk', null));
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  const ofBob = openCommunity(bob, community);
  await until('bob sees the channels', () => ofBob.core.governance.current().channels.has(tasks));

  const [hers, his] = [await openNotePage(alice, ofAlice, plans), await openNotePage(bob, ofBob, plans)];
  if (!hers || !his) throw new Error('no page');
  expect(await hers.write(words.note)).toBe(true);
  await until('bob reads it as it is written', () => his.text().join().includes(words.note));
  // As a page's awareness says it: where the caret is, and whose.
  ofAlice.documents.base.room().sayOfDocument(
    {
      type: 'documentCaret',
      document: documentStream('note', plans, null),
      nonce: ofAlice.writer.opening().nonce,
      seat: 0,
      frame: Buffer.from(words.caret),
    },
    plans,
  );
  const inThread = await openNotePage(alice, ofAlice, channel, thread);
  expect(await inThread?.write(words.thread)).toBe(true);
  value(
    await ofBob.documents.comments.post(
      { channel: plans, thread: null },
      {
        text: words.comment,
        quote: words.quote,
        suggestion: words.suggestion,
        target: { kind: 'note', anchor: null },
      },
    ),
  );

  const board = documentStream('board', tasks, null);
  const { boards } = ofAlice.documents;
  const { column } = value(
    await boards.edit(board, null, { type: 'addColumn', title: words.column, before: null }),
  );
  if (!column) throw new Error('no column');
  const { card } = value(
    await boards.edit(board, null, { type: 'addCard', column, title: words.card, before: null }),
  );
  if (!card) throw new Error('no card');
  const splices = [{ at: 0, remove: 0, insert: words.description }];
  value(await boards.edit(board, null, { type: 'editDescription', card, base: '', splices }));
  value(await boards.edit(board, null, { type: 'addItem', card, text: words.item, before: null }));
  value(await boards.edit(board, null, { type: 'addLabel', name: words.label, colour: 'pine' }));
  const event = { starts: 1_800_000_000_000, ends: null, place: words.place };
  value(await boards.edit(board, null, { type: 'setEvent', card, event }));
  value(await boards.answer(board, card, 'yes'));
  const { branch } = value(await boards.openBranch(board, words.branch));
  value(await boards.edit(board, branch, { type: 'setTitle', card, title: `${words.card} (tried)` }));
  await ofAlice.documents.settle();
  await ofBob.documents.settle();
  await until('the relay has all', () =>
    [ofAlice, ofBob].every(({ queries }) => queries.connection().unsent === 0),
  );
  const bobsCard = async () => {
    const page = await ofBob.documents.boards.board(board, null, null);
    return page.ok && JSON.stringify(page.value).includes(words.card);
  };
  while (!(await bobsCard())) await new Promise((resolve) => setTimeout(resolve, 20));
  await world.stopRelay();

  const seen = Buffer.concat([
    filesIn(join(world.folder, 'relay')),
    ...frames,
    Buffer.from(lines.join('\n')),
  ]);
  expect(frames.length).toBeGreaterThan(20);
  expect(findPlaintext(seen, Object.values(words))).toEqual([]);
  // It was all there to be found: on the members' own disks.
  const held = findPlaintext(filesIn(join(world.folder, 'alice')), Object.values(words)).join();
  for (const word of [words.note, words.thread, words.card, words.description.slice(0, 40), words.comment])
    expect(held, word).toContain(word);
});
