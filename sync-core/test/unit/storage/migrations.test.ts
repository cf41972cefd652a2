import { expect, it } from 'vitest';
import { createSqlJsDriver } from '../../../drivers/node/index.ts';
import type { EpochId } from '../../../src/model/index.ts';
import { createProfileStore, migrate } from '../../../src/storage/index.ts';
import { community } from './store-world.ts';

const open = async () => {
  const opened = await createSqlJsDriver().open('profile.sqlite');
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};

it('refuses a newer schema and leaves the file as it was', async () => {
  const database = await open();
  database.write((db) => db.exec('PRAGMA user_version = 7'));
  expect(createProfileStore(database)).toEqual({
    ok: false,
    error: { kind: 'newer-schema', found: 7, known: 2 },
  });
  expect(database.read((db) => db.all('SELECT name FROM sqlite_schema'))).toEqual([]);
});

it('a failing step leaves nothing of the steps before it', async () => {
  const database = await open();
  const steps = [
    (db: { exec(sql: string): void }) => db.exec('CREATE TABLE first (id INTEGER) STRICT'),
    () => {
      throw new Error('killed');
    },
  ];
  expect(() => migrate(database, steps)).toThrow('killed');
  expect(database.read((db) => db.all('SELECT name FROM sqlite_schema'))).toEqual([]);
});

it('keeps profile, settings, communities and keys', async () => {
  const store = createProfileStore(await open());
  if (!store.ok) throw new Error(store.error.kind);
  const profile = {
    identityRef: 'identity',
    deviceRef: 'device',
    name: '다라',
    colour: 'jade',
    recoveryConfirmed: false,
  } as const;
  expect(store.value.profile()).toBeNull();
  store.value.saveProfile(profile);
  expect(store.value.profile()).toEqual(profile);
  expect(store.value.settings((stored) => stored)).toBeUndefined();
  store.value.saveSettings({ theme: 'dark' });
  expect(store.value.settings((stored) => stored)).toEqual({ theme: 'dark' });
  const entry = {
    community,
    accessSeed: new Uint8Array(32),
    genesisHash: new Uint8Array(32).fill(1),
    relayUrls: ['wss://relay.example'],
    name: 'a',
    joinedAt: 5,
    order: 0,
  };
  store.value.saveCommunity(entry);
  store.value.saveEpochKey(community, '44'.repeat(16) as EpochId, new Uint8Array(32));
  expect(store.value.communities()).toEqual([entry]);
  store.value.removeCommunity(community);
  expect([store.value.communities(), store.value.epochKeys(community)]).toEqual([[], []]);
});
