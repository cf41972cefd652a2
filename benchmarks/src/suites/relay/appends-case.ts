import { join } from 'node:path';
import { createSqliteStore } from '@maru/relay';
import { type CipherSuite, decodeConnectorMessage, segmentToEnvelopes } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { relayEnvelopes } from '../../fixtures/synced.ts';
import { nodeSuite, startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { createActor, createRelayWorld, tags } from './actor.ts';

const writers = 8;
/** What eight busy writers bring in one turn of the loop, about. */
const groupSize = 64;

/** The whole path: socket, verification, commit, answer. Envelopes a second until the last is acknowledged. */
const throughRelay = async (
  suite: CipherSuite,
  folder: string,
  envelopes: number,
  oneCommitEach: boolean,
): Promise<number> => {
  const world = createRelayWorld(suite);
  const relay = await startRelayProcess({ folder, unlimited: true, oneCommitEach });
  let acknowledged = 0;
  const all = Promise.withResolvers<void>();
  const senders = await Promise.all(
    Array.from({ length: writers }, async () => {
      const writer = createActor(suite, world);
      const socket = await writer.join(relay.syncUrl, (payload) => {
        if (payload[0] === tags.ack && ++acknowledged === envelopes) all.resolve();
      });
      return { socket, frames: writer.frames(Math.ceil(envelopes / writers)) };
    }),
  );
  const began = performance.now();
  for (let index = 0; index < envelopes; index++) {
    const sender = senders[index % writers];
    const frame = sender?.frames[Math.floor(index / writers)];
    if (sender && frame) sender.socket.send(frame);
  }
  await all.promise;
  const seconds = (performance.now() - began) / 1000;
  for (const { socket } of senders) socket.close();
  await relay.stop();
  const held = relayEnvelopes(folder);
  if (held !== envelopes) throw new Error(`the relay holds ${held} of ${envelopes}`);
  return envelopes / seconds;
};

/** The store without socket, verification or answer. */
const storeAlone = (suite: CipherSuite, folder: string, envelopes: number, perCommit: number): number => {
  const world = createRelayWorld(suite);
  const actor = createActor(suite, world);
  const store = createSqliteStore(folder, createNodeRandom());
  const runs = actor.frames(envelopes).map((frame) => {
    const message = decodeConnectorMessage(frame);
    if (!message.ok || message.value.type !== 'segment') throw new Error('bug: no segment');
    const known = { opening: actor.opening, previous: null };
    const verified = segmentToEnvelopes(suite, world.id, message.value, known);
    if (!verified.ok) throw new Error(`bug: ${verified.error.kind}`);
    const { value } = verified;
    return { kind: 'append' as const, community: world.id, opening: actor.opening, envelopes: value };
  });
  const began = performance.now();
  for (let at = 0; at < runs.length; at += perCommit) store.commit(runs.slice(at, at + perCommit));
  const seconds = (performance.now() - began) / 1000;
  store.close();
  const held = relayEnvelopes(folder);
  if (held !== envelopes) throw new Error(`the store holds ${held} of ${envelopes}`);
  return envelopes / seconds;
};

export const run = async (trial: Trial): Promise<void> => {
  const suite = await nodeSuite();
  const singles = trial.pick({ tiny: 24, quick: 400, full: 2_000 });
  const grouped = trial.pick({ tiny: 80, quick: 2_400, full: 16_000 });
  const folder = (name: string): string => join(trial.folder, name);
  trial.record('appends', 'one commit each', await throughRelay(suite, folder('each'), singles, true));
  trial.record('appends', 'group commit', await throughRelay(suite, folder('grouped'), grouped, false));
  trial.record('appends', 'store alone, one commit each', storeAlone(suite, folder('alone'), singles, 1));
  const inGroups = storeAlone(suite, folder('alone-grouped'), grouped, groupSize);
  trial.record('appends', `store alone, ${groupSize} a commit`, inGroups);
};
