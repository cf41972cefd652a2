/** Blobs, in each store: one for each id, replaced in place, dropped when nobody left them anew for long. */
import { bytesToHex, type CommunityId, type DeviceId } from '@maru/sync-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMemoryStore, createSqliteStore, type LogStore } from '../../src/index.ts';
import { createWorld, random } from '../support/actor.ts';
import { temporaryFolder } from '../support/folder.ts';

const stores: Record<string, () => LogStore> = {
  memory: () => createMemoryStore(random),
  sqlite: () => createSqliteStore(temporaryFolder(), random),
};
const id = (): string => bytesToHex(random.bytes(16));
const device = (): DeviceId => bytesToHex(random.bytes(32)) as DeviceId;

describe.each(Object.entries(stores))('blobs: %s', (_name, make) => {
  const setUp = () => {
    const store = make();
    onTestFinished(() => store.close());
    const community: CommunityId = createWorld().id;
    const [mine, theirs] = [device(), device()];
    const keep = (name: string, bytes: Uint8Array, at: number, by = mine, dropBefore = 0) =>
      store.commit([{ kind: 'blob', community, device: by, id: name, bytes, at, dropBefore }]);
    return { store, community, mine, theirs, keep };
  };

  test('nothing is kept of an unknown community or under an unknown id', () => {
    const { store, community, mine, keep } = setUp();
    expect(store.blob(community, id())).toBeNull();
    expect(store.blobCount(community, mine)).toEqual({ own: 0, all: 0 });
    keep(id(), Uint8Array.of(1), 1);
    expect(store.blob(community, id())).toBeNull();
    expect(store.blob(createWorld().id, id())).toBeNull();
  });

  test('the last of an id counts, an empty one takes it away, and each is counted once', () => {
    const { store, community, mine, theirs, keep } = setUp();
    const [one, two] = [id(), id()];
    keep(one, Uint8Array.of(1), 1);
    keep(one, Uint8Array.of(2), 2);
    keep(two, Uint8Array.of(3), 3, theirs);
    expect(store.blob(community, one)).toMatchObject({ device: mine, bytes: Uint8Array.of(2) });
    expect(store.blobCount(community, mine)).toEqual({ own: 1, all: 2 });
    keep(one, new Uint8Array(), 4);
    expect(store.blob(community, one)).toBeNull();
    expect(store.blobCount(community, mine)).toEqual({ own: 0, all: 1 });
  });

  test('what nobody left anew for long goes with the next one', () => {
    const { store, community, keep } = setUp();
    const [old, young] = [id(), id()];
    keep(old, Uint8Array.of(1), 10);
    keep(young, Uint8Array.of(1), 20);
    keep(id(), Uint8Array.of(1), 30, undefined, 15);
    expect(store.blob(community, old)).toBeNull();
    expect(store.blob(community, young)).not.toBeNull();
  });
});
