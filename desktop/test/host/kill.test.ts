/**
 * `kill -9` in the middle of a burst of sends, again and again: what was acknowledged is there, and once
 * there is a relay it reaches someone else exactly once.
 */

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, createRelay, type Relay } from '@maru/relay';
import { silentLogger } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CommandOutputs, HostBridge } from '../../contract/index.ts';
import { createPortBridge } from '../../renderer/bridge/port-bridge.ts';
import { forkPort } from './child-port.ts';

const kills = Number(process.env['MARU_KILLS'] ?? 50);
const relayAt = (port: number): Relay =>
  createRelay({
    host: '127.0.0.1',
    port,
    openStore: () => createMemoryStore(createNodeRandom()),
    random: createNodeRandom(),
    logger: silentLogger,
  });

/** A port where nobody listens until the kills are over: until then only the file is tested. */
const quietPort = async (): Promise<number> => {
  const relay = relayAt(0);
  const { port } = await relay.listen();
  await relay.close();
  return port;
};

const unwrap = async <T>(
  reply: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> => {
  const result = await reply;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const start = (folder: string, relayUrl: string) => {
  const port = forkPort(new URL('../../host/child.ts', import.meta.url), [folder, relayUrl]);
  return { child: port.child, bridge: createPortBridge(port) };
};

const everything = async (bridge: HostBridge, place: CommandOutputs['createCommunity']) => {
  const ids: string[] = [];
  let page = await unwrap(
    bridge.query('timeline', { ...place, thread: null, anchor: { kind: 'newest' }, limit: 200 }),
  );
  for (;;) {
    ids.push(...page.messages.map(({ id }) => id));
    const oldest = page.messages[0];
    if (!page.hasOlder || !oldest) return ids;
    page = await unwrap(
      bridge.query('timeline', {
        ...place,
        thread: null,
        anchor: { kind: 'before', position: oldest.position },
        limit: 200,
      }),
    );
  }
};

test(`[S1] ${kills} times kill -9 during a burst: every acknowledged message is there`, {
  timeout: 600_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-kill-'));
  const acknowledged = new Set<string>();
  const port = await quietPort();
  const relayUrl = `ws://127.0.0.1:${port}/sync`;
  const open = (who: string) => start(join(folder, who), relayUrl);
  try {
    let { child, bridge } = open('alice');
    await unwrap(bridge.command('createProfile', { name: 'alice', colour: 'pine' }));
    const place = await unwrap(bridge.command('createCommunity', { name: 'burst' }));
    for (let kill = 0; kill < kills; kill++) {
      const exited = once(child, 'exit');
      // Cut off after so many acknowledgements, while the rest of the burst is on its way.
      let left = 1 + ((kill * 7) % 23);
      for (let n = 0; n < 40; n++) {
        void bridge
          .command('postMessage', {
            ...place,
            thread: null,
            text: `burst ${kill} message ${n}`,
            replyTo: null,
          })
          .then((reply) => {
            if (!reply.ok) return;
            acknowledged.add(reply.value.message);
            if (--left === 0) child.kill('SIGKILL');
          });
      }
      await exited;
      ({ child, bridge } = open('alice'));
      await unwrap(bridge.query('communities', {}));
    }
    const messages = await everything(bridge, place);
    const held = new Set(messages);
    expect(held.size).toBe(messages.length);
    expect(acknowledged.size).toBeGreaterThanOrEqual(kills);
    expect([...acknowledged].filter((id) => !held.has(id))).toEqual([]);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const file = new Database(join(folder, 'alice', `${place.community}.sqlite`));
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();

    const relay = relayAt(port);
    await relay.listen();
    const alice = open('alice');
    const bob = open('bob');
    try {
      await unwrap(bob.bridge.command('createProfile', { name: 'bob', colour: 'jade' }));
      const invite = await unwrap(
        alice.bridge.command('createInvite', { community: place.community, maxAgeMs: null, maxUses: null }),
      );
      await unwrap(bob.bridge.command('joinCommunity', { link: invite.link }));
      await expect.poll(() => everything(bob.bridge, place), { timeout: 60_000 }).toEqual(messages);
    } finally {
      const ended = [alice, bob].map(({ child: process }) => once(process, 'exit'));
      for (const { child: process } of [alice, bob]) process.disconnect();
      await Promise.all(ended);
      await relay.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
