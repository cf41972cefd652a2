import { join } from 'node:path';
import { linkToTicket, ticketToLink } from '@maru/sync-core';
import { onlyCommunity, openPerson, until, value } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { openPlace, type SyncSize, words } from './place.ts';

export const createRun = (size: SyncSize) => async (trial: Trial) => {
  const place = await openPlace(trial, size);
  const ticket = value(linkToTicket(place.link));
  const link = ticketToLink(place.relay.url, { ...ticket, relayUrl: place.relay.syncUrl });
  const client = await openPerson(join(trial.folder, 'newcomer'), { relayUrl: place.relay.syncUrl });
  const start = performance.now();
  value(await client.joinCommunity(link));
  const community = onlyCommunity(client);
  const { store } = community.core;
  const isMember = () => community.queries.membership().kind === 'member';
  // Their own join is one more.
  await until('all is held', () => isMember() && store.envelopeCount() >= place.total + 1, {
    everyMs: 10,
    atMostMs: 600_000,
  });
  trial.record('join', `${words[size]} envelopes`, performance.now() - start);
  if (store.messageCount() < place.missing) throw new Error('messages are missing');
  await client.close();
  await place.relay.stop();
};
