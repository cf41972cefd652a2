/** A profile whose secret is gone: locked, opened again by the person's own phrase and no other's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connector, type SecretStore, silentLogger } from '@maru/sync-core';
import { createBetterSqliteDriver, createNodeClock, createNodeRandom } from '@maru/sync-core/drivers/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHost, type Platform } from '../../host/compose.ts';

const offline: Connector = {
  connect: () => ({ send: () => undefined, bufferedBytes: () => 0, close: () => undefined }),
};
const hana = { name: 'Hana', colour: 'pine' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maru-unlock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const createSecrets = (held: Map<string, Uint8Array>): SecretStore => ({
  get: async (name) => held.get(name) ?? null,
  set: async (name, secret) => void held.set(name, secret),
});

const openHost = async (secrets: Map<string, Uint8Array>, files = 'files') => {
  const platform: Platform = {
    clock: createNodeClock(),
    random: createNodeRandom(),
    driver: createBetterSqliteDriver({ folder: join(folder, files) }),
    secrets: createSecrets(secrets),
    connector: offline,
    logger: silentLogger,
    storage: 'disk',
    defaultRelayUrl: 'ws://127.0.0.1:1/sync',
    firstNames: { category: 'Chat', channel: 'general' },
  };
  const host = createHost({ takeOver: async () => undefined });
  await host.open(platform);
  const { commands, queries } = host.service;
  const status = async () => {
    const app = await queries.app({});
    return app.ok ? app.value.status : app.error.kind;
  };
  const isConfirmed = async () => {
    const app = await queries.app({});
    return app.ok && app.value.profile?.recoveryConfirmed;
  };
  return { commands, queries, status, isConfirmed, [Symbol.asyncDispose]: () => host.close() };
};

const begin = async (secrets: Map<string, Uint8Array>, files?: string): Promise<string> => {
  await using host = await openHost(secrets, files);
  const made = await host.commands.createProfile(hana);
  await host.commands.createCommunity({ name: 'Maple house' });
  if (!made.ok) throw new Error(made.error.kind);
  return made.value.phrase;
};

test.each(['identity', 'device'])(
  'files whose secret “%s” is gone open by their person’s phrase',
  async (lost) => {
    const secrets = new Map<string, Uint8Array>();
    const phrase = await begin(secrets);
    const others = await begin(new Map(), 'others');
    secrets.delete(lost);
    {
      await using host = await openHost(secrets);
      expect(await host.status()).toBe('locked');
      expect(await host.commands.createProfile(hana)).toMatchObject({ ok: false, error: { kind: 'locked' } });
      expect(await host.commands.unlockProfile({ phrase: 'no phrase' })).toMatchObject({
        error: { kind: 'invalid-phrase' },
      });
      expect(await host.commands.unlockProfile({ phrase: others })).toMatchObject({
        error: { kind: 'other-identity' },
      });
      expect(secrets.has(lost)).toBe(false);
      expect(await host.commands.unlockProfile({ phrase })).toEqual({ ok: true, value: {} });
      expect(await host.status()).toBe('ready');
    }
    await using again = await openHost(secrets);
    expect(await again.status()).toBe('ready');
    expect(await again.queries.recoveryPhrase({})).toEqual({ ok: true, value: { phrase } });
    // A device whose key was lost is another device now: the person's certificate lets it in.
    await expect
      .poll(() => again.queries.communities({}))
      .toMatchObject({ value: [{ name: 'Maple house', membership: { kind: 'member' } }] });
    const communities = await again.queries.communities({});
    const community = communities.ok ? communities.value[0]?.id : undefined;
    if (!community) throw new Error('no community');
    const sidebar = await again.queries.sidebar({ community });
    const channel = sidebar.ok ? sidebar.value.channels[0]?.id : undefined;
    if (!channel) throw new Error('no channel');
    const place = { community, channel, thread: null };
    await again.commands.postMessage({ ...place, text: 'here again', replyTo: null });
    expect(await again.queries.timeline({ ...place, anchor: { kind: 'newest' }, limit: 10 })).toMatchObject({
      value: { messages: [{ text: 'here again', mine: true }] },
    });
  },
);

test('a key whose files are gone goes on as the same person, who is still asked for the words', async () => {
  const secrets = new Map<string, Uint8Array>();
  const phrase = await begin(secrets);
  await using host = await openHost(secrets, 'empty');
  expect(await host.status()).toBe('key-only');
  expect((await host.commands.resumeProfile(hana)).ok).toBe(true);
  expect(await host.queries.recoveryPhrase({})).toEqual({ ok: true, value: { phrase } });
  expect(await host.isConfirmed()).toBe(false);
  expect(await host.commands.confirmRecovery({ phrase })).toEqual({ ok: true, value: {} });
  expect(await host.isConfirmed()).toBe(true);
});

test('whoever comes back by the words has shown that they hold them', async () => {
  const phrase = await begin(new Map(), 'before');
  await using host = await openHost(new Map(), 'empty');
  expect((await host.commands.restoreProfile({ phrase, ...hana })).ok).toBe(true);
  expect(await host.isConfirmed()).toBe(true);
});

test('no files and no key is no profile, and there is nobody to go on as', async () => {
  await using host = await openHost(new Map());
  expect(await host.status()).toBe('no-profile');
  expect(await host.commands.resumeProfile(hana)).toMatchObject({ error: { kind: 'not-found' } });
  expect(await host.commands.unlockProfile({ phrase: '' })).toMatchObject({ error: { kind: 'not-found' } });
});
