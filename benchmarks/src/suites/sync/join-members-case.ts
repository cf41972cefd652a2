/**
 * Joining a community of many: when the newcomer sees it (the first look), when it is the record itself and they may
 * write, and what came over the wire until each.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkToTicket, ticketToLink } from '@maru/sync-core';
import { createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { z } from 'zod';
import { createCountingConnector } from '../../lib/counting-connector.ts';
import { onlyCommunity, openPerson, startRelayProcess, textChannels, until, value } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { copyHome } from '../client/home.ts';

const words = { '200': '200 members', '5k': '5,000 members' } as const;

const crowd = z.object({ members: z.number(), total: z.number(), link: z.string() });

export const run = async (trial: Trial): Promise<void> => {
  const size = trial.pick({ tiny: '200', quick: '5k', full: '5k' } as const);
  const from = trial.fixture(`crowd/${size}`);
  const folder = join(trial.folder, 'relay');
  copyHome(join(from, 'relay'), folder);
  const {
    members,
    total,
    link: old,
  } = crowd.parse(JSON.parse(readFileSync(join(from, 'crowd.json'), 'utf8')));
  const relay = await startRelayProcess({ folder });
  const ticket = value(linkToTicket(old));
  const link = ticketToLink(relay.url, { ...ticket, relayUrl: relay.syncUrl });
  const { connector, traffic } = createCountingConnector(createWebSocketConnector());
  const client = await openPerson(join(trial.folder, 'newcomer'), { relayUrl: relay.syncUrl, connector });
  const start = performance.now();
  const bytes = () => traffic.sentBytes + traffic.receivedBytes;
  value(await client.joinCommunity(link));
  const community = onlyCommunity(client);
  const { queries, commands, core } = community;

  await until('the community is seen', () => queries.sidebar().channels.length > 0, { everyMs: 1 });
  trial.record('join-seen', words[size], performance.now() - start);
  trial.record('join-wire', `${words[size]}, until it is seen`, bytes());
  const { firstLook } = queries.sidebar();
  if (firstLook?.members !== members) throw new Error('what was seen is no first look of this crowd');

  await until('they are a member', () => queries.membership().kind === 'member', {
    everyMs: 5,
    atMostMs: 600_000,
  });
  const [channel] = textChannels(community);
  if (!channel) throw new Error('no channel');
  value(await commands.post({ channel, thread: null }, 'here I am', null));
  trial.record('join-in', words[size], performance.now() - start);
  trial.record('join-wire', `${words[size]}, until they may write`, bytes());
  const sidebar = queries.sidebar();
  if (sidebar.firstLook !== null || sidebar.channels.some(({ sendRefusal }) => sendRefusal !== null))
    throw new Error('the sidebar is not the record’s');
  // Their own join and their first message are two more.
  await until('all is held', () => core.store.envelopeCount() >= total + 2, {
    everyMs: 10,
    atMostMs: 600_000,
  });
  trial.record('join', `${words[size]}, to the last envelope`, performance.now() - start);
  trial.record('join-wire', `${words[size]}, to the last envelope`, bytes());
  const known = core.governance.current().members.size;
  if (known !== members + 1) throw new Error(`${known} members are known`);
  await client.close();
  await relay.stop();
};
