/** Bytes that turned in the relay's own file: never served, never believed, never deleted; members fill the hole. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteStore } from '../../src/index.ts';
import { createActor, createWorld, random, toSegment } from '../support/actor.ts';
import { join } from '../support/client.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startRelay } from '../support/relay.ts';
import { createWorld as createPeople, openCommunity, until, value } from './world.ts';

const fileOf = (folder: string): string => joinPath(folder, 'relay.sqlite');

/** Turns one bit of a column of one row. */
const turnBit = (folder: string, column: string, number: number): void => {
  const db = new Database(fileOf(folder));
  const row = db
    .prepare<[number], { log: number; value: Buffer }>(
      `SELECT log, ${column} AS value FROM envelopes WHERE number = ? ORDER BY length(body) DESC`,
    )
    .get(number);
  if (!row) throw new Error('no such row');
  const bytes = Buffer.from(row.value);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  db.prepare(`UPDATE envelopes SET ${column} = ? WHERE number = ? AND log = ?`).run(bytes, number, row.log);
  db.close();
};

/** A relay's folder with five envelopes of alice's: three under one signature, then two. */
const filled = async () => {
  const folder = temporaryFolder();
  const world = createWorld();
  const alice = createActor(world);
  const envelopes = alice.write(5);
  const { address, relay } = await startRelay({ openStore: () => createSqliteStore(folder, random) });
  const a = await join(address, alice);
  for (const part of [envelopes.slice(0, 3), envelopes.slice(3)]) {
    a.send({ type: 'segment', ...toSegment(alice, part) });
    await a.next('ack');
  }
  await relay.close();
  return { folder, world, alice, envelopes };
};

const serve = (folder: string) => startRelay({ openStore: () => createSqliteStore(folder, random) });

test.each([
  ['body', 1, 0],
  ['body', 4, 3],
  // Nothing but the `previous` of a segment that begins after it is made of this one.
  ['hash', 3, 3],
  ['epoch', 4, 3],
  ['signature', 4, 3],
])(
  '[S3] a bit of %s of envelope %i turned: set aside from %i on, and filled again',
  async (column, number, kept) => {
    const { folder, world, alice, envelopes } = await filled();
    turnBit(folder, column, number);
    const { address, lines } = await serve(folder);
    const bob = await join(address, createActor(world));
    await bob.next('welcome');
    for (const [from, to] of [
      [0, 3],
      [3, 5],
      [4, 5],
    ] as const)
      bob.send({ type: 'want', stream: world.channel, log: alice.log, from, to });
    expect(await bob.closed).toBe(1012);
    for (const message of bob.received)
      if (message.type === 'segment') {
        const { from, items } = message;
        expect(message).toEqual({
          type: 'segment',
          ...toSegment(alice, envelopes.slice(from, from + items.length)),
        });
      }
    expect(lines.filter((line) => line.includes('damaged envelopes set aside'))).toHaveLength(1);

    const again = await join(address, alice);
    expect((await again.next('welcome')).offset).toBe(kept);
    again.send({ type: 'segment', ...toSegment(alice, envelopes) });
    expect(await again.next('ack')).toMatchObject({ length: 5 });
    const late = await join(address, createActor(world));
    expect((await late.next('welcome')).offset).toBe(5);
    late.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 5 });
    let next = 0;
    while (next < 5) {
      const segment = await late.next('segment');
      expect(segment.from).toBe(next);
      next += segment.items.length;
    }
    const db = new Database(fileOf(folder), { readonly: true });
    onTestFinished(() => void db.close());
    expect(db.prepare('SELECT count(*) FROM damaged').pluck().get()).toBe(5 - kept);
  },
);

test('[S3] clients of a relay whose file was damaged heal it; who comes later gets everything', async () => {
  const world = await createPeople();
  onTestFinished(() => world.close());
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Book club'));
  const { commands, queries } = openCommunity(alice, community);
  const { link } = value(await commands.createInvite({ maxAgeMs: null, maxUses: null }));
  const texts = ['one', 'two', 'three'];
  for (const text of texts) value(await commands.post({ channel, thread: null }, text.repeat(100), null));
  await until('the relay has all', () => queries.connection().unsent === 0);
  await world.stopRelay();
  turnBit(joinPath(world.folder, 'relay'), 'body', 1);
  await world.startRelay();
  alice.reconnect();
  const bob = await world.person('bob');
  value(await bob.joinCommunity(link));
  await until('bob has everything', () => {
    const page = openCommunity(bob, community).queries.page(
      { channel, thread: null },
      { kind: 'newest' },
      10,
    );
    return page.messages.length === texts.length;
  });
});

test('whatever byte turns, the relay refuses to start or serves nothing that is wrong', async () => {
  const { folder, world, alice, envelopes } = await filled();
  const good = readFileSync(fileOf(folder));
  const whole = toSegment(alice, envelopes);
  const outcomes = new Set<string>();
  for (let at = 0; at < 40; at++) {
    const hurt = temporaryFolder();
    copyFileSync(fileOf(folder), fileOf(hurt));
    const bytes = Buffer.from(good);
    // Spread over the file, the same places each time.
    const place = Math.floor((at * 7_919 * 131) % bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    writeFileSync(fileOf(hurt), bytes);
    const started = await serve(hurt).catch(() => null);
    if (!started) {
      outcomes.add('refused to start');
      expect(readFileSync(fileOf(hurt)).equals(bytes)).toBe(true);
      continue;
    }
    const bob = await join(started.address, createActor(world));
    bob.send({ type: 'want', stream: world.channel, log: alice.log, from: 0, to: 5 });
    const answer = await Promise.race([
      bob.next('segment').then((segment) => {
        expect(whole.items.slice(0, segment.items.length)).toEqual(segment.items);
        return 'served';
      }),
      bob.next('refused').then(({ reason }) => `refused: ${reason}`),
    ]).catch(() => 'closed');
    outcomes.add(answer);
    await started.relay.close();
  }
  expect(outcomes).toContain('served');
});
