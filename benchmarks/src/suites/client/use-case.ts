import { join } from 'node:path';
import { rssMiB, timeEach } from '../../lib/latency.ts';
import { onlyCommunity, openPerson, textChannels, value } from '../../lib/maru.ts';
import { percentile } from '../../lib/stats.ts';
import { createTexts } from '../../lib/texts.ts';
import type { Trial } from '../../lib/trial.ts';
import { copyHome } from './home.ts';
import { sizeAt } from './suite.ts';

const words = [
  '정원',
  '회의',
  '다람쥐',
  '고양',
  '감사 커피',
  'library',
  'squirrel',
  'coffee tomorrow',
  '오늘 저녁',
];
/** Asked and shown, but no part of the 95th percentile: it finds whatever begins or ends with it. */
const oneSyllable = '정';

export const run = async (trial: Trial): Promise<void> => {
  const bareMiB = rssMiB();
  const home = join(trial.folder, 'home');
  copyHome(trial.fixture(`community/${sizeAt[trial.scale]}`), home);
  const client = await openPerson(home);
  const community = onlyCommunity(client);
  const { queries, commands, core } = community;
  const channels = textChannels(community);
  // The largest: half of everything is said there.
  const [channel] = channels;
  if (!channel) throw new Error('no channel');
  const place = { channel, thread: null };
  trial.fact('Messages', String(core.store.messageCount()));

  let before = queries.page(place, { kind: 'newest' }, 50);
  const pages = await timeEach(trial.pick({ tiny: 5, quick: 100, full: 300 }), () => {
    const [oldest] = before.messages;
    if (!oldest) throw new Error('an empty page');
    before = queries.page(place, { kind: 'before', position: oldest.position }, 50);
    if (before.messages.length !== 50 && trial.scale !== 'tiny') throw new Error('a short page');
  });
  trial.record('pages', 'page of 50, p50', pages.p50);
  trial.record('pages', 'page of 50, p95', pages.p95);
  const sidebar = await timeEach(trial.pick({ tiny: 2, quick: 20, full: 50 }), () => {
    if (queries.sidebar().channels.length !== channels.length) throw new Error('channels are missing');
  });
  trial.record('pages', 'sidebar with unread marks, p50', sidebar.p50);
  trial.record('pages', 'sidebar with unread marks, p95', sidebar.p95);

  const rounds = trial.pick({ tiny: 1, quick: 5, full: 20 });
  const all: number[] = [];
  for (const word of [...words, oneSyllable]) {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const { hits } = queries.search(word, null, null, 25);
      taken.push(performance.now() - start);
      const needles = word.split(' ');
      for (const { message } of hits)
        if (!needles.every((needle) => message.text.includes(needle)))
          throw new Error(`${word}: a hit without it`);
      if (hits.length === 0 && trial.scale !== 'tiny') throw new Error(`${word}: no hits`);
    }
    if (word !== oneSyllable) all.push(...taken);
    trial.record('search', `“${word}”`, percentile(taken, 0.5));
  }
  trial.record('search', 'p95 of all queries', percentile(all, 0.95));

  const texts = createTexts(trial.seed);
  const sends = trial.pick({ tiny: 20, quick: 200, full: 1_000 });
  const sent = await timeEach(sends, async () => {
    value(await commands.post(place, texts.next(), null));
  });
  const newest = queries.page(place, { kind: 'newest' }, 50).messages;
  if (!newest.slice(-Math.min(sends, 50)).every(({ mine }) => mine))
    throw new Error('what was sent isn’t shown last');
  trial.record('send', 'Maru, p50', sent.p50);
  trial.record('send', 'Maru, p95', sent.p95);
  trial.record('send', 'Maru, p99', sent.p99);

  globalThis.gc?.();
  trial.record('memory', 'host process', rssMiB());
  trial.record('memory', 'of that, Node and the modules alone', bareMiB);
  await client.close();
};
