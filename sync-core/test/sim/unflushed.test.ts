/** What a link may see of a write that is not durable yet, and a crash then takes back. */
import { expect, test } from 'vitest';
import { createSuite } from '../../src/crypto/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { createDice } from '../../testing/sim/dice.ts';
import type { Durability } from '../../testing/sim/disk.ts';
import { createFaultLog } from '../../testing/sim/faults.ts';
import { createInstallation } from '../../testing/sim/installation.ts';
import { createNetwork } from '../../testing/sim/network.ts';
import { createPairLinks } from '../../testing/sim/pair-links.ts';
import { createSimRelay } from '../../testing/sim/relay.ts';
import { createTimeline } from '../../testing/sim/timeline.ts';
import { createTrace } from '../../testing/sim/trace.ts';

const flushMs = 5_000;

const createPair = async () => {
  const timeline = createTimeline(Date.UTC(2026, 0, 1));
  const shared = { timeline, trace: createTrace(), faults: createFaultLog() };
  const relay = createSimRelay(await createSuite(createSeededRandom('relay')));
  const network = createNetwork({ ...shared, dice: createDice('network'), relay });
  const pairs = createPairLinks({ ...shared, dice: createDice('pairs') });
  const errors: string[] = [];
  const run = async (ms: number): Promise<void> => {
    const until = timeline.now() + ms;
    while (await timeline.step(until));
  };
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    let open = true;
    const close = (): void => {
      open = false;
    };
    promise.then(close, close);
    for (let i = 0; open && i < 20; i++) await run(flushMs);
    if (open) throw new Error('never settled');
    return promise;
  };
  const install = async (name: string, durability: Durability) => {
    const installation = await createInstallation({
      name,
      seed: 'unflushed',
      timeline,
      network,
      dice: createDice(name),
      durability,
      flushMs: [flushMs, flushMs],
      onError: (what) => errors.push(what),
    });
    await settled(installation.start());
    await settled(
      installation.client()?.createProfile({ name, colour: 'pine' }) ?? Promise.reject(new Error(name)),
    );
    return installation;
  };
  return { run, settled, install, pairs, errors };
};

test('[S4] words that were sent before they were durable, and lost in a crash, cost none that come after', async () => {
  const { run, settled, install, pairs, errors } = await createPair();
  const ada = await install('ada', 'commit');
  const bo = await install('bo', 'persist');
  const founded = await settled(ada.client()?.createCommunity('World') ?? Promise.reject(new Error('ada')));
  if (!founded.ok) throw new Error('not founded');
  const { community, channel } = founded.value;
  const place = { channel, thread: null };
  const invite = await settled(
    ada.community(community)?.commands.createInvite({ maxAgeMs: null, maxUses: null }) ??
      Promise.reject(new Error('no community')),
  );
  if (!invite.ok) throw new Error('no invite');
  await settled(bo.client()?.joinCommunity(invite.value.link) ?? Promise.reject(new Error('bo')));
  await run(60_000);

  void bo.community(community)?.commands.post(place, 'lost in the crash', null);
  await run(5);
  const [a, b] = [ada.site(), bo.site()];
  if (!a || !b) throw new Error('not running');
  const [attachAda, attachBo] = pairs.connect(a, b);
  const [here, there] = [ada.community(community), bo.community(community)];
  if (!here || !there) throw new Error('not in the community');
  here.engine.addPeer(there.core.device.device, 'connector', attachAda);
  there.engine.addPeer(here.core.device.device, 'acceptor', attachBo);
  await run(1_000);
  const texts = (one: typeof ada): readonly string[] =>
    one
      .community(community)
      ?.queries.page(place, { kind: 'newest' }, 20)
      .messages.map(({ text }) => text) ?? [];
  expect(texts(ada)).toEqual(['lost in the crash']);

  pairs.bury('bo');
  bo.crash();
  bo.weather.cut = true;
  await settled(bo.start());
  expect(texts(bo)).toEqual([]);
  const second = bo.community(community)?.commands.post(place, 'written after it', null);
  expect((await settled(second ?? Promise.reject(new Error('no community')))).ok).toBe(true);

  bo.weather.cut = false;
  await run(120_000);
  for (const one of [ada, bo]) expect(texts(one)).toEqual(['lost in the crash', 'written after it']);
  expect(errors).toEqual([]);
  for (const one of [ada, bo]) one.crash();
});
