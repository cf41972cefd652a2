/** Two people in one community, in simulated time: for tests that need one exact turn of events. */
import { createSuite } from '../../src/crypto/index.ts';
import type { CommunityId } from '../../src/model/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { createDice } from '../../testing/sim/dice.ts';
import type { Durability } from '../../testing/sim/disk.ts';
import { createFaultLog } from '../../testing/sim/faults.ts';
import { createInstallation, type Installation } from '../../testing/sim/installation.ts';
import { createNetwork } from '../../testing/sim/network.ts';
import { createPairLinks } from '../../testing/sim/pair-links.ts';
import { createSimRelay } from '../../testing/sim/relay.ts';
import { createTimeline } from '../../testing/sim/timeline.ts';
import { createTrace } from '../../testing/sim/trace.ts';

const flushMs = 5_000;

/** Where a few people meet in simulated time. */
export const createStage = async () => {
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
  /** Runs time on until the promise, which must be there, is settled. */
  const settled = async <T>(promise: Promise<T> | undefined): Promise<T> => {
    if (!promise) throw new Error('nobody is there to do it');
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
      seed: 'pair',
      timeline,
      network,
      dice: createDice(name),
      durability,
      flushMs: [flushMs, flushMs],
      onError: (what) => errors.push(what),
    });
    await settled(installation.start());
    await settled(installation.client()?.createProfile({ name, colour: 'pine' }));
    return installation;
  };
  return { run, settled, install, network, pairs, relay, errors };
};

/** Ada founded it; bo, whose disk is of the given kind, took an invite. */
export const createPair = async (durability: Durability) => {
  const { run, settled, install, pairs, errors } = await createStage();
  const ada = await install('ada', 'commit');
  const bo = await install('bo', durability);
  const founded = await settled(ada.client()?.createCommunity('World'));
  if (!founded.ok) throw new Error('not founded');
  const { community, channel } = founded.value;
  const invite = await settled(
    ada.community(community)?.commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  if (!invite.ok) throw new Error('no invite');
  await settled(bo.client()?.joinCommunity(invite.value.link));
  const place = { channel, thread: null };
  const home = (one: Installation) => {
    const open = one.community(community);
    if (!open) throw new Error(`${one.name} is not in the community`);
    return open;
  };
  return {
    community: community satisfies CommunityId,
    place,
    ada,
    bo,
    home,
    run,
    settled,
    errors,
    /** What one reads in the channel. */
    texts: (one: Installation): readonly string[] =>
      home(one)
        .queries.page(place, { kind: 'newest' }, 50)
        .messages.map(({ text }) => text),
    /** A direct link between the two. */
    meet(): void {
      const [a, b] = [ada.site(), bo.site()];
      if (!a || !b) throw new Error('not running');
      const [attachAda, attachBo] = pairs.connect(a, b);
      home(ada).engine.addPeer(home(bo).core.device.device, 'connector', attachAda);
      home(bo).engine.addPeer(home(ada).core.device.device, 'acceptor', attachBo);
    },
    crash(one: Installation): void {
      pairs.bury(one.name);
      one.crash();
    },
    [Symbol.dispose](): void {
      for (const one of [ada, bo]) one.crash();
    },
  };
};
