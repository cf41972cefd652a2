import { describe, expect, onTestFinished, test } from 'vitest';
import { createMemoryStore, createSqliteStore, type LogStore } from '../../src/index.ts';
import { type Actor, createActor, createWorld, random } from '../support/actor.ts';
import { temporaryFolder } from '../support/folder.ts';

const stores: Record<string, () => LogStore> = {
  memory: () => createMemoryStore(random),
  sqlite: () => createSqliteStore(temporaryFolder(), random),
};

const append = (actor: Actor, count: number, text?: string) => ({
  kind: 'append' as const,
  community: actor.world.id,
  opening: actor.opening,
  envelopes: actor.write(count, text),
});

const readAll = (store: LogStore, { world, log }: Actor, from = 0, count = 1_000) =>
  store.read({ community: world.id, stream: world.channel, log, from, count });

describe.each(Object.entries(stores))('log store contract: %s', (_name, make) => {
  const open = (): LogStore => {
    const store = make();
    onTestFinished(() => store.close());
    return store;
  };

  test('is named by random bytes', () => {
    const [a, b] = [open(), open()];
    expect(a.node).toHaveLength(16);
    expect(a.generation).toHaveLength(16);
    expect(a.node).not.toEqual(b.node);
    expect(a.generation).not.toEqual(b.generation);
  });

  test('an unknown community is empty', () => {
    expect(open().load(createWorld().id)).toEqual({ offset: 0, logs: [], forks: [] });
  });

  test('gives back what was appended, header by header', () => {
    const store = open();
    const alice = createActor(createWorld());
    const runs = [append(alice, 3), append(alice, 4)];
    store.commit(runs);
    expect(readAll(store, alice)).toEqual(runs.flatMap(({ envelopes }) => envelopes));
    expect(readAll(store, alice, 2, 3).map(({ header }) => header.number)).toEqual([2, 3, 4]);
    expect(readAll(store, alice, 2, 1)[0]).toEqual(runs[0]?.envelopes[2]);
    expect(readAll(store, alice, 7)).toEqual([]);
    const held = store.load(alice.world.id);
    expect(held.offset).toBe(7);
    expect(held.logs).toMatchObject([
      { log: alice.log, opening: alice.opening, length: 7, head: runs[1]?.envelopes[3]?.hash },
    ]);
    expect(held.logs[0]?.bytes).toBeGreaterThan(7 * 160);
  });

  test('[S6] keeps an erased envelope without its body', () => {
    const store = open();
    const alice = createActor(createWorld());
    const run = append(alice, 1);
    const envelopes = run.envelopes.map((envelope) => ({ ...envelope, body: null, signature: null }));
    store.commit([{ ...run, envelopes }]);
    expect(readAll(store, alice)).toEqual(envelopes);
  });

  test('[S3] a damaged end is set aside back to a signature; the log goes on from there', () => {
    const store = open();
    const alice = createActor(createWorld());
    const run = append(alice, 6);
    const signedOnly = (numbers: readonly number[]) =>
      run.envelopes.map((envelope) =>
        numbers.includes(envelope.header.number) ? envelope : { ...envelope, signature: null },
      );
    const envelopes = signedOnly([2, 5]);
    store.commit([{ ...run, envelopes }]);
    const whole = store.load(alice.world.id);
    const place = { community: alice.world.id, stream: alice.world.channel, log: alice.log };
    store.setAside({ ...place, from: 4 });
    expect(readAll(store, alice)).toEqual(envelopes.slice(0, 3));
    const left = store.load(alice.world.id);
    expect(left).toMatchObject({ offset: 3, logs: [{ length: 3, head: envelopes[2]?.hash }] });
    expect(left.logs[0]?.bytes).toBeLessThan(whole.logs[0]?.bytes ?? 0);
    store.commit([{ ...run, envelopes: envelopes.slice(3) }]);
    expect(store.load(alice.world.id)).toEqual(whole);
    store.setAside({ ...place, from: 1 });
    expect(store.load(alice.world.id)).toEqual({ offset: 0, logs: [], forks: [] });
    store.commit([{ ...run, envelopes }]);
    expect(store.load(alice.world.id)).toEqual(whole);
  });

  test('[S1] a commit is all or nothing', () => {
    const store = open();
    const alice = createActor(createWorld());
    const first = append(alice, 2);
    append(alice, 1);
    const beyond = append(alice, 1);
    store.commit([first]);
    const more = createActor(alice.world);
    expect(() => store.commit([append(more, 1), beyond])).toThrow();
    if (_name === 'sqlite') expect(store.load(alice.world.id).logs).toHaveLength(1);
    expect(readAll(store, alice)).toHaveLength(2);
  });
});

test('[S3] a sqlite store keeps its name and content; a new one has another generation', () => {
  const folder = temporaryFolder();
  const alice = createActor(createWorld());
  const first = createSqliteStore(folder, random);
  first.commit([append(alice, 2)]);
  first.close();
  const again = createSqliteStore(folder, random);
  expect(again.node).toEqual(first.node);
  expect(again.generation).toEqual(first.generation);
  expect(again.load(alice.world.id)).toMatchObject({ offset: 2 });
  again.close();
});
