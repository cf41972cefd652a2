/** People with several devices each, over one relay in simulated time. */
import { createSuite } from '../../src/crypto/index.ts';
import type { ChannelId, CommunityId } from '../../src/model/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { createDice } from '../../testing/sim/dice.ts';
import { createFaultLog } from '../../testing/sim/faults.ts';
import { createInstallation, type Installation } from '../../testing/sim/installation.ts';
import { createNetwork } from '../../testing/sim/network.ts';
import { createSimRelay, relayUrl } from '../../testing/sim/relay.ts';
import { createTimeline } from '../../testing/sim/timeline.ts';
import { createTrace } from '../../testing/sim/trace.ts';

const flushMs = 5_000;
const noName = { name: '', colour: 'pine' } as const;

export const createHousehold = async (
  wrap: (relay: ReturnType<typeof createSimRelay>) => typeof relay = (relay) => relay,
) => {
  const timeline = createTimeline(Date.UTC(2026, 0, 1));
  const shared = { timeline, trace: createTrace(), faults: createFaultLog() };
  const relay = createSimRelay(await createSuite(createSeededRandom('relay')));
  const network = createNetwork({ ...shared, dice: createDice('network'), relay: wrap(relay) });
  const errors: string[] = [];
  const all: Installation[] = [];
  const run = async (ms: number): Promise<void> => {
    const until = timeline.now() + ms;
    while (await timeline.step(until));
  };
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
  /** A machine on which nobody is yet. */
  const machine = async (name: string): Promise<Installation> => {
    const one = await createInstallation({
      name,
      seed: 'household',
      timeline,
      network,
      dice: createDice(name),
      durability: 'commit',
      flushMs: [flushMs, flushMs],
      ownSpace: true,
      onError: (what) => errors.push(what),
    });
    all.push(one);
    await settled(one.start());
    return one;
  };
  const clientOf = (one: Installation) => {
    const client = one.client();
    if (!client) throw new Error(`${one.name} is off`);
    return client;
  };
  const done = async <T>(
    promise: Promise<
      { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }
    >,
  ): Promise<T> => {
    const outcome = await settled(promise);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  };
  const home = (one: Installation, community: CommunityId) => {
    const open = one.community(community);
    if (!open) throw new Error(`${one.name} is not in the community`);
    return open;
  };
  /** What a bare link needs beside its keys, clock and network: none of it is used. */
  const nothing = (): never => {
    throw new Error('not in this test');
  };
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const parts = {
    random: createSeededRandom('parts'),
    driver: {
      name: 'none',
      list: nothing,
      open: nothing,
      setAside: nothing,
      commitWindowMs: 0,
      durableAt: 'commit' as const,
    },
    secrets: { get: nothing, set: nothing },
    logger: silent,
    defaultRelayUrl: relayUrl,
    firstNames: { category: '', channel: '' },
  };
  return {
    parts,
    timeline,
    relay,
    network,
    errors,
    run,
    settled,
    done,
    machine,
    clientOf,
    home,
    /** A person, on their first machine. */
    async person(name: string): Promise<Installation> {
      const one = await machine(name);
      await done(clientOf(one).createProfile({ name, colour: 'sky' }));
      return one;
    },
    /** The same person on a new machine, by the words. */
    async restore(from: Installation, name: string): Promise<Installation> {
      const words = clientOf(from).recoveryPhrase();
      if (words === null) throw new Error('no words');
      const one = await machine(name);
      await done(clientOf(one).restoreProfile(words, noName));
      return one;
    },
    async found(one: Installation, name = 'World') {
      return done(clientOf(one).createCommunity(name));
    },
    async join(from: Installation, one: Installation, community: CommunityId): Promise<void> {
      const made = await done(
        home(from, community).commands.createInvite({
          maxAgeMs: null,
          maxUses: null,
          roles: [],
          approval: false,
        }),
      );
      await done(clientOf(one).joinCommunity(made.link));
      await run(20_000);
    },
    texts: (one: Installation, community: CommunityId, channel: ChannelId): readonly string[] =>
      home(one, community)
        .queries.page({ channel, thread: null }, { kind: 'newest' }, 50)
        .messages.map(({ text }) => text),
    post: (one: Installation, community: CommunityId, channel: ChannelId, text: string) =>
      done(home(one, community).commands.post({ channel, thread: null }, text, null)),
    offline(one: Installation): void {
      one.weather.cut = true;
      network.drop(one.name);
    },
    online(one: Installation): void {
      one.weather.cut = false;
    },
    device: (one: Installation, name: string) => {
      const found = clientOf(one)
        .devices.own()
        .devices.find((device) => device.name === name);
      if (!found) throw new Error(`${one.name} knows of no device called ${name}`);
      return found;
    },
    [Symbol.dispose](): void {
      for (const one of all) one.crash();
    },
  };
};
