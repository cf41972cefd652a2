/** Attacks on what is said: forged authors, others' messages, replays, dates, keys, forks [S4, S5, T10, T11, T13]. */
import { expect, test } from 'vitest';
import { envelopesToSegment } from '../../src/crypto/index.ts';
import { channelStream, governanceStream } from '../../src/model/index.ts';
import { posted } from '../sim/circle.ts';
import { createVictims, culprits, deliver, sameEverywhere, toSegment, warnings } from './rogue.ts';

test('[S5] a forged author: what another’s log is said to hold without their signature is refused, and a bad signature names nobody', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await world.post(ada, 'ada’s own');
  await world.run(10_000);
  const log = world.home(ada).writer.log();
  const chain = world.home(bo).core.store.chain(channelStream(world.channel), log);
  const forged = rogue.seal(channelStream(world.channel), [posted('ada says so')], {
    log,
    number: chain?.length ?? 0,
    previous: chain?.head ?? null,
  });
  for (const one of [ada, chae]) expect(await deliver(world, one, toSegment(forged))).toBe('refused');
  await world.run(10_000);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual(['ada’s own']);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(culprits(world, ada)).toEqual([]);
});

test('[T10] editing and deleting another’s message changes nothing, and the record says who tried', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await world.post(ada, 'as it was said');
  await world.run(10_000);
  const [message] = world
    .home(ada)
    .queries.page({ channel: world.channel, thread: null }, { kind: 'newest' }, 1).messages;
  if (!message) throw new Error('no message');
  await rogue.say({ type: 'edited', message: message.id, text: 'as bo wants it' });
  await rogue.say({ type: 'deleted', message: message.id });
  for (const one of [ada, bo, chae]) expect(world.texts(one)).toEqual(['as it was said']);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(warnings(world, ada).rejected).toEqual([{ by: world.memberOf(bo), what: 'others', count: 2 }]);
});

test('[S5] what was signed for one stream is refused in every other, and a bad signature names nobody', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const secret = await world.createSecret(ada, bo);
  const said = rogue.seal(channelStream(world.channel), [posted('for this channel')]);
  const elsewhere = [channelStream(secret), governanceStream];
  for (const stream of elsewhere)
    for (const one of [ada, chae])
      expect(await deliver(world, one, { ...toSegment(said), stream })).toBe('refused');
  expect(world.texts(ada, secret)).toEqual([]);
  expect(culprits(world, ada)).toEqual([]);
  expect(sameEverywhere(world, chae, bo)).toBe(true);
});

test('[T10] what belongs in a channel doesn’t count in governance, and the record names who put it there', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await rogue.publish(rogue.seal(governanceStream, [posted('look at me')]));
  expect(culprits(world, ada)).toEqual([
    { by: world.memberOf(bo), kind: 'misplaced', reason: 'wrong-stream' },
  ]);
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual([]);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
});

test('[T11] dating back after a ban: neither words nor acts count, and the record names who wrote them', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await world.post(bo, 'while a member');
  await world.run(10_000);
  const [first] = world.epochs(ada);
  const before = world.home(bo).core.clock.now();
  const cites = world.home(bo).core.governance.current().heads;
  const done = await world.settled(world.home(ada).commands.ban(world.memberOf(bo), 'spam', null));
  expect(done.ok).toBe(true);
  await world.run(10_000);
  if (!first) throw new Error('no epoch');
  const old = { epoch: first.id, cites, ms: before };
  await rogue.say(posted('as if before the ban'), old);
  await rogue.act({ type: 'categoryCreated', name: 'Bo was here', order: 'n' }, old);
  for (const one of [ada, chae]) {
    expect(world.texts(one)).toEqual(['while a member']);
    const { categories } = world.home(one).core.governance.current();
    expect([...categories.values()].map(({ name }) => name)).not.toContain('Bo was here');
  }
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(culprits(world, ada)).toEqual([
    { by: world.memberOf(bo), kind: 'categoryCreated', reason: 'after-removal' },
  ]);
  expect(warnings(world, ada).rejected).toEqual([{ by: world.memberOf(bo), what: 'words', count: 1 }]);
});

test('[T13] an old key: what is sealed with one that was replaced counts for nobody, and the record says whose it is', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const [first] = world.epochs(ada);
  if (!first) throw new Error('no epoch');
  await world.settled(world.home(ada).commands.rotateKeys(null));
  await world.run(10_000);
  await rogue.say(posted('under the old key'), { epoch: first.id });
  for (const one of [ada, chae]) expect(world.texts(one)).toEqual([]);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(warnings(world, ada).rejected).toEqual([{ by: world.memberOf(bo), what: 'words', count: 1 }]);
});

test('[S4] a fork of one’s own log: both branches are frozen for everyone, and the record names whose log it is', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  await world.post(bo, 'before the fork');
  await world.run(10_000);
  const stream = channelStream(world.channel);
  const one = rogue.seal(stream, [posted('to ada')]);
  const other = rogue.seal(stream, [posted('to chae')]);
  expect(await deliver(world, ada, toSegment(one))).toBe('applied');
  expect(await deliver(world, chae, toSegment(other))).toBe('applied');
  // They meet, as soon as either hears of the other’s.
  expect(await deliver(world, chae, toSegment(one))).toBe('forked');
  expect(await deliver(world, ada, toSegment(other))).toBe('forked');
  await world.run(60_000);
  for (const reader of [ada, chae]) expect(world.texts(reader)).toEqual(['before the fork']);
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(warnings(world, ada).forks).toEqual([world.memberOf(bo)]);
});

test('[S4] a fork in governance: neither act counts, and the record names whose log it is', async () => {
  using victims = await createVictims();
  const { world, ada, bo, chae, rogue } = victims;
  const rename = (name: string) => ({ type: 'profileEdited', name, colour: 'rose' }) as const;
  const one = rogue.seal(governanceStream, [rename('Bo one')]);
  const other = rogue.seal(governanceStream, [rename('Bo two')]);
  expect(await deliver(world, ada, toSegment(one))).toBe('applied');
  expect(await deliver(world, ada, toSegment(other))).toBe('forked');
  await world.run(60_000);
  for (const reader of [ada, chae]) {
    const member = world.home(reader).core.governance.current().members.get(world.memberOf(bo));
    expect(member?.name).not.toMatch(/^Bo/);
  }
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(warnings(world, ada).forks).toEqual([world.memberOf(bo)]);
});

test('[S5] an envelope in the middle of a segment that was changed on the way is refused, and names nobody', async () => {
  using victims = await createVictims();
  const { world, ada, rogue } = victims;
  const stream = channelStream(world.channel);
  const first = rogue.seal(stream, [posted('one')]);
  const second = rogue.seal(stream, [posted('two')], {
    number: first.envelope.header.number + 1,
    previous: first.envelope.hash,
  });
  const swapped = rogue.seal(stream, [posted('not one')]);
  const segment = envelopesToSegment([first.envelope, second.envelope], {
    opening: first.opening,
    previous: first.envelope.header.previous,
  });
  const [item, ...rest] = segment.items;
  if (!item) throw new Error('no item');
  const changed = { ...segment, items: [{ ...item, body: swapped.envelope.body }, ...rest] };
  expect(await deliver(world, ada, changed)).toBe('refused');
  expect(await deliver(world, ada, segment)).toBe('applied');
  expect(world.texts(ada)).toEqual(['one', 'two']);
});
