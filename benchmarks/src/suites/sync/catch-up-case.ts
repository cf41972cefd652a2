import { createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { createCountingConnector } from '../../lib/counting-connector.ts';
import { watchEventLoop } from '../../lib/latency.ts';
import { onlyCommunity, openPerson, until } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { openPlace, type SyncSize, words } from './place.ts';

export const createRun = (size: SyncSize) => async (trial: Trial) => {
  const place = await openPlace(trial, size);
  const { connector, traffic, reset } = createCountingConnector(createWebSocketConnector());
  const client = await openPerson(place.reader, { connector });
  const community = onlyCommunity(client);
  const { store } = community.core;
  globalThis.gc?.();
  reset();
  const loop = watchEventLoop();
  const start = performance.now();
  community.setRelay(place.relay.syncUrl);
  await until('all is held', () => store.envelopeCount() >= place.total, { everyMs: 10, atMostMs: 600_000 });
  const taken = performance.now() - start;
  const blocked = loop.stop();
  const entry = `${words[size]} envelopes`;
  trial.record('catch-up', entry, taken);
  trial.record('blocked', entry, blocked);
  trial.record(
    'wire',
    `catch-up of ${entry}, each`,
    (traffic.sentBytes + traffic.receivedBytes) / place.missing,
  );
  trial.record('round-trips', entry, traffic.turns);
  if (store.messageCount() < place.missing) throw new Error('messages are missing');
  if (store.missingEpochs().length > 0) throw new Error('envelopes wait for a key');
  await client.close();
  await place.relay.stop();
};
