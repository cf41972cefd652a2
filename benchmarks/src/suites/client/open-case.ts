import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onlyCommunity, openPerson, textChannels } from '../../lib/maru.ts';
import { dropFromCache } from '../../lib/page-cache.ts';
import type { Trial } from '../../lib/trial.ts';
import { copyHome } from './home.ts';
import { sizeAt } from './suite.ts';

export const run = async (trial: Trial): Promise<void> => {
  const home = join(trial.folder, 'home');
  copyHome(trial.fixture(`community/${sizeAt[trial.scale]}`), home);
  const cold = readdirSync(home)
    .filter((name) => name.endsWith('.sqlite'))
    .every((name) => dropFromCache(join(home, name)));
  trial.fact(
    'Cold open',
    cold ? 'files dropped from the page cache' : 'page cache warm: this system can’t drop one file',
  );
  for (const entry of ['newest page', 'again, cache warm']) {
    const start = performance.now();
    const client = await openPerson(home);
    const community = onlyCommunity(client);
    const [channel] = textChannels(community);
    if (!channel) throw new Error('no channel');
    const { messages } = community.queries.page({ channel, thread: null }, { kind: 'newest' }, 50);
    trial.record('open', entry, performance.now() - start);
    if (messages.length !== 50) throw new Error(`${messages.length} messages in the newest page`);
    await client.close();
  }
};
