/** A few people in one community, all online in simulated time: for exact tests of who reads what. */
import { noChanges } from '../../src/client/index.ts';
import { opIdOf, sealEnvelope } from '../../src/crypto/index.ts';
import {
  type ChannelId,
  channelStream,
  type EpochId,
  type GovernanceOp,
  governanceStream,
  type OpId,
  type TimelineOp,
} from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createStage } from './pair.ts';

/** The first founded it; the others took its invite one after the other. */
export const createCircle = async <const Names extends readonly string[]>(names: Names) => {
  const { run, settled, install, network, relay, errors } = await createStage();
  const people: Installation[] = [];
  for (const name of names) people.push(await install(name, 'commit'));
  const [founder] = people;
  if (!founder) throw new Error('nobody');
  const founded = await settled(founder.client()?.createCommunity('World'));
  if (!founded.ok) throw new Error('not founded');
  const { community, channel } = founded.value;
  const home = (one: Installation) => {
    const open = one.community(community);
    if (!open) throw new Error(`${one.name} is not in the community`);
    return open;
  };
  const invite = async (): Promise<string> => {
    const made = await settled(home(founder).commands.createInvite({ maxAgeMs: null, maxUses: null }));
    if (!made.ok) throw new Error('no invite');
    return made.value.link;
  };
  const join = async (one: Installation, link: string): Promise<void> => {
    await settled(one.client()?.joinCommunity(link));
    await run(10_000);
  };
  const link = await invite();
  for (const one of people.slice(1)) await join(one, link);
  await run(30_000);

  const circle = {
    community,
    channel,
    run,
    settled,
    install,
    relay,
    errors,
    home,
    invite,
    join,
    /** Off the network until `online`. */
    offline(one: Installation): void {
      one.weather.cut = true;
      network.drop(one.name);
    },
    online(one: Installation): void {
      one.weather.cut = false;
    },
    person(name: Names[number]): Installation {
      const one = people.find((person) => person.name === name);
      if (!one) throw new Error(`nobody is called ${name}`);
      return one;
    },
    memberOf: (one: Installation) => home(one).core.self,
    /** What one reads in a channel; not what moderators see held back. */
    texts: (one: Installation, where: ChannelId = channel): readonly string[] =>
      home(one)
        .queries.page({ channel: where, thread: null }, { kind: 'newest' }, 50)
        .messages.flatMap(({ text, held }) => (held === null ? [text] : [])),
    async post(one: Installation, text: string, where: ChannelId = channel): Promise<void> {
      const posted = await settled(home(one).commands.post({ channel: where, thread: null }, text, null));
      if (!posted.ok) throw new Error(`not posted: ${posted.error.kind}`);
    },
    /** Made by one, who lets these people in. */
    async createSecret(one: Installation, ...readers: readonly Installation[]): Promise<ChannelId> {
      const made = await settled(
        home(one).commands.createPrivateChannel({
          category: null,
          kind: 'text',
          name: 'secret',
          topic: '',
          roles: [],
          members: readers.map((reader) => home(reader).core.self),
        }),
      );
      if (!made.ok) throw new Error(`no private channel: ${JSON.stringify(made.error)}`);
      await run(10_000);
      return made.value.channel;
    },
    /** Writes governance as it is given, whoever may. */
    async govern(one: Installation, ...ops: readonly GovernanceOp[]): Promise<readonly OpId[]> {
      const { core, writer, inbound, engine } = home(one);
      const written = await settled(
        core.committer.commit(() => {
          const changes = noChanges();
          const ids = ops.flatMap((op) => {
            const done = writer.write(governanceStream, [op], changes);
            if (!done.ok) throw new Error('not written');
            return done.value.ids();
          });
          inbound.settle(changes);
          return ids;
        }),
      );
      if (!written.ok) throw new Error('not committed');
      engine.appended(governanceStream, writer.log());
      return written.value;
    },
    /** A modified client: says it under whatever key, dated as it likes, asking nobody. */
    async forge(
      one: Installation,
      op: TimelineOp,
      where: ChannelId,
      epoch: EpochId,
      atMs: number = home(one).core.clock.now(),
    ): Promise<OpId> {
      const { core, writer, engine } = home(one);
      const { store, suite, device, governance, keys } = core;
      const stream = channelStream(where);
      const log = writer.log();
      const opening = store.opening(log);
      const epochKey = keys.get(epoch);
      if (!opening || !epochKey) throw new Error('can not be forged');
      const chain = store.chain(stream, log);
      const number = chain?.length ?? 0;
      const content = { time: { ms: atMs, counter: 0 }, ops: [op] };
      const envelope = sealEnvelope(suite, {
        community,
        stream,
        log,
        number,
        previous: chain?.head ?? null,
        epoch,
        epochKey,
        cites: governance.current().heads,
        content,
        deviceSecretKey: device.signing.secretKey,
      });
      await settled(
        core.committer.commit(() =>
          store.append([
            { stream, log, opening, items: [{ envelope, content: { kind: 'opened', content } }] },
          ]),
        ),
      );
      engine.appended(stream, log);
      return opIdOf(suite, stream, log, number, 0);
    },
    /** Keys that one's installation holds. */
    holds: (one: Installation, epoch: EpochId): boolean => home(one).core.keys.get(epoch) !== null,
    epochs: (one: Installation) => home(one).core.governance.current().epochs,
    [Symbol.dispose](): void {
      for (const one of people) one.crash();
    },
  };
  return circle;
};

export const posted = (text: string): TimelineOp => ({
  type: 'posted',
  text,
  replyTo: null,
  thread: null,
  mentions: [],
});
