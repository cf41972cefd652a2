import { join } from 'node:path';
import { createSqliteStore } from '@maru/relay';
import { decodeConnectorMessage, encodeConnectorMessage, segmentToEnvelopes } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { relayEnvelopes } from '../../fixtures/synced.ts';
import { nodeSuite, startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { createActor, createRelayWorld, tags } from './actor.ts';

const writers = 8;

export const run = async (trial: Trial): Promise<void> => {
  const suite = await nodeSuite();
  const world = createRelayWorld(suite);
  const singles = trial.pick({ tiny: 20, quick: 150, full: 1_000 });
  const grouped = trial.pick({ tiny: 80, quick: 2_400, full: 16_000 });

  // One commit each: the store alone, without socket, verification or answer, so that it can't be flattered.
  const actor = createActor(suite, world);
  const store = createSqliteStore(join(trial.folder, 'alone'), createNodeRandom());
  const runs = actor.frames(singles).map((frame) => {
    const message = decodeConnectorMessage(frame);
    if (!message.ok || message.value.type !== 'segment') throw new Error('bug: no segment');
    const envelopes = segmentToEnvelopes(suite, world.id, message.value, {
      opening: actor.opening,
      previous: null,
    });
    if (!envelopes.ok) throw new Error(`bug: ${envelopes.error.kind}`);
    return {
      kind: 'append' as const,
      community: world.id,
      opening: actor.opening,
      envelopes: envelopes.value,
    };
  });
  const start = performance.now();
  for (const write of runs) store.commit([write]);
  trial.record('appends', 'one commit each, store alone', (singles * 1000) / (performance.now() - start));
  store.close();

  const folder = join(trial.folder, 'grouped');
  const relay = await startRelayProcess({ folder, unlimited: true });
  let acknowledged = 0;
  const all = Promise.withResolvers<void>();
  const senders = await Promise.all(
    Array.from({ length: writers }, async () => {
      const writer = createActor(suite, world);
      const socket = await writer.join(relay.syncUrl, (payload) => {
        if (payload[0] === tags.ack && ++acknowledged === grouped) all.resolve();
      });
      return { socket, frames: writer.frames(grouped / writers) };
    }),
  );
  const began = performance.now();
  for (let index = 0; index < grouped / writers; index++)
    for (const { socket, frames } of senders)
      socket.send(frames[index] ?? encodeConnectorMessage({ type: 'ping', id: 0 }));
  await all.promise;
  trial.record('appends', 'group commit', (grouped * 1000) / (performance.now() - began));
  for (const { socket } of senders) socket.close();
  await relay.stop();
  const held = relayEnvelopes(folder);
  if (held !== grouped) throw new Error(`the relay holds ${held} of ${grouped}`);
};
