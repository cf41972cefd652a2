import { createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { createCountingConnector } from '../../lib/counting-connector.ts';
import { onlyCommunity, openPerson, textChannels, until, value } from '../../lib/maru.ts';
import { textOfBytes } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';
import { openPlace } from './place.ts';

/** Long enough for a comparison on this machine, far shorter than the next presence. */
const restMs = 500;
/** Tags of the live room, of pings and of tickets for calls (protocol/messages): no part of a catch-up. */
const others: ReadonlySet<number | undefined> = new Set([16, 17, 18, 20, 21]);
const isSync = (frame: Uint8Array): boolean => !others.has(frame[0]);
const rest = () => new Promise((resolve) => setTimeout(resolve, restMs));

export const run = async (trial: Trial): Promise<void> => {
  const place = await openPlace(trial, '1k');
  const first = await openPerson(place.reader);
  onlyCommunity(first).setRelay(place.relay.syncUrl);
  await until('caught up', () => onlyCommunity(first).core.store.envelopeCount() >= place.total);
  await rest();
  await first.close();

  const all = createCountingConnector(createWebSocketConnector());
  const { connector, traffic, reset } = createCountingConnector(all.connector, isSync);
  const client = await openPerson(place.reader, { connector });
  const community = onlyCommunity(client);
  await until('the first attempt is over', () => community.queries.connection().status !== 'online');
  reset();
  all.reset();
  community.setRelay(place.relay.syncUrl);
  await until('online', () => community.queries.connection().status === 'online');
  await rest();
  trial.record('nothing-new', 'bytes both ways', traffic.sentBytes + traffic.receivedBytes);
  trial.record('nothing-new-turns', 'round trips', traffic.turns);
  const { sentBytes, receivedBytes } = all.traffic;
  trial.record('nothing-new', 'with presence, heads and ticket', sentBytes + receivedBytes);

  const [channel] = textChannels(community);
  if (!channel) throw new Error('no channel');
  const posts = trial.pick({ tiny: 3, quick: 20, full: 50 });
  for (let index = 0; index < posts; index++) {
    const text = textOfBytes(index + 1, 100);
    const { unsent } = community.queries.connection();
    if (unsent !== 0) throw new Error('something waits to be sent');
    reset();
    value(await community.commands.post({ channel, thread: null }, text, null));
    await until('it is relayed', () => community.queries.connection().unsent === 0);
    trial.record('wire', 'one live message', traffic.sentBytes);
  }
  await client.close();
  await place.relay.stop();
};
