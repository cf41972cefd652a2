/** Ringing and calls of two, among people with several devices: what each of them notices. */
import { expect, test, vi } from 'vitest';
import { defaultQuiet } from '../../src/client/attention/quiet.ts';
import { createAsides } from '../../src/client/community/calls/asides.ts';
import type { ClientEventName, ClientEvents } from '../../src/client/index.ts';
import { bytesToRingId, limits, type MemberId } from '../../src/model/index.ts';
import type { Aside } from '../../src/protocol/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createHousehold } from './household.ts';

const print = (name: string) => name.charCodeAt(0).toString(16).padStart(2, '0').repeat(32);
const quiet = { muted: false, deafened: false, camera: false, screen: false };
/** Ada, bo with a phone beside the laptop, and chae; all here. */
const createPhones = async () => {
  const world = await createHousehold();
  const ada = await world.person('ada');
  const bo = await world.person('bo');
  const chae = await world.person('chae');
  const { community } = await world.found(ada);
  await world.join(ada, bo, community);
  await world.join(ada, chae, community);
  const phone = await world.restore(bo, 'bo phone');
  await world.run(60_000);
  const all = [ada, bo, chae, phone];
  const open = (one: Installation) => world.home(one, community);
  // Nobody signals in the simulation: addresses as a relay's tickets would bring them.
  for (const [at, one] of all.entries())
    open(one).direct.receiveTicket({
      peerId: print(String(at)).slice(0, 32),
      token: 't',
      expiresAt: 1,
      signalingUrls: [],
      iceServers: [],
    });
  const memberOf = (one: Installation): MemberId => open(one).core.self;
  const ringing = (one: Installation) => world.clientOf(one).ringing();
  return {
    world,
    community,
    ada,
    bo,
    phone,
    chae,
    open,
    memberOf,
    ring: (from: Installation, to: Installation) => open(from).calls.ring(memberOf(to)),
    rings: (one: Installation) => ringing(one).incoming?.name ?? null,
    calls: (one: Installation) => ringing(one).outgoing,
    accept(one: Installation) {
      const incoming = ringing(one).incoming;
      return incoming && open(one).calls.accept(incoming.ring);
    },
    decline(one: Installation) {
      const incoming = ringing(one).incoming;
      return incoming && open(one).calls.decline(incoming.ring);
    },
    /** What a page is told of from now on. */
    hear<N extends ClientEventName>(one: Installation, name: N): readonly ClientEvents[N][] {
      const heard: ClientEvents[N][] = [];
      world.clientOf(one).listen(name, (detail) => heard.push(detail));
      return heard;
    },
    missed: (one: Installation) =>
      world
        .clientOf(one)
        .missedCalls()
        .map(({ name, calls }) => [name, calls]),
    /** As a modified client would: whatever it likes, to whom it likes. */
    forge(from: Installation, to: Installation, message: Aside) {
      const { core, room } = open(from);
      createAsides(core, room.sayAside).say([{ to: open(to).core.device.device, message }]);
    },
  };
};

test('[T12] a ring is heard on all devices; one answers, the others stop, and both are in a call that nobody else is in', async () => {
  const { world, ada, bo, phone, chae, open, ring, rings, calls, accept, forge, hear } = await createPhones();
  using _ = world;
  const [adas, phones, bos] = [hear(ada, 'pairBegan'), hear(phone, 'pairBegan'), hear(bo, 'pairBegan')];
  const stopped = hear(bo, 'ringInEnded');
  const ended = hear(ada, 'pairEnded');
  expect(ring(ada, bo).ok).toBe(true);
  await world.run(2_000);
  expect([rings(bo), rings(phone), rings(chae)]).toEqual(['ada', 'ada', null]);
  expect(calls(ada)?.ringing).toBe(true);
  accept(phone);
  await world.run(2_000);
  expect([rings(bo), rings(phone), calls(ada)]).toEqual([null, null, null]);
  expect(stopped).toMatchObject([{ end: 'elsewhere' }]);
  const [began] = adas;
  if (!began) throw new Error('no call came of it');
  expect(phones).toMatchObject([{ ring: began.ring }]);
  expect(bos).toEqual([]);
  const join = (one: Installation) => open(one).calls.pair.join(began.ring, print(one.name), quiet);
  expect([join(ada), join(phone), join(bo), join(chae)].map(({ ok }) => ok)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  await world.run(2_000);
  const seen = (one: Installation) => open(one).calls.pair.participants(began.ring);
  expect(seen(ada).map(({ name }) => name)).toEqual(['ada', 'bo']);
  expect(seen(phone).map(({ fingerprint }) => fingerprint)).toEqual([print(phone.name), print('ada')]);
  expect([seen(bo), seen(chae)]).toEqual([[], []]);
  expect([ada, bo, phone, chae].flatMap((one) => open(one).calls.calls())).toEqual([]);
  // Nobody else ends it, and what they say of it is nothing.
  for (const to of [ada, phone]) forge(chae, to, { type: 'hungUp', ring: began.ring });
  forge(bo, ada, { type: 'hungUp', ring: began.ring });
  open(phone).calls.update({ muted: true });
  await world.run(2_000);
  expect(seen(ada)).toMatchObject([{ me: true, muted: false }, { muted: true }]);
  // The network is gone for a moment: they are not seen, and the call goes on once they are back.
  world.offline(phone);
  await world.run(limits.callSilenceMs + 2_000);
  expect(seen(ada)).toHaveLength(1);
  world.online(phone);
  await world.run(30_000);
  expect(seen(ada)).toHaveLength(2);
  open(phone).calls.leave();
  await world.run(2_000);
  expect(ended).toMatchObject([{ end: { kind: 'hung-up' } }]);
  expect(seen(ada)).toEqual([]);
});

test('declined on one device it stops on all; cancelled, or not answered in time, it is missed once, whatever is told again', async () => {
  const { world, ada, bo, phone, ring, rings, decline, open, memberOf, missed, hear } = await createPhones();
  using _ = world;
  const outcomes = hear(ada, 'ringOutEnded');
  const news = hear(bo, 'callMissed');
  ring(ada, bo);
  await world.run(2_000);
  decline(bo);
  await world.run(2_000);
  expect([rings(bo), rings(phone)]).toEqual([null, null]);
  expect([missed(bo), missed(phone)]).toEqual([[], []]);
  ring(ada, bo);
  await world.run(2_000);
  open(ada).calls.cancel();
  await world.run(15_000);
  expect([rings(bo), rings(phone)]).toEqual([null, null]);
  expect(missed(phone)).toEqual([['ada', 1]]);
  ring(ada, bo);
  await world.run(limits.ringMs + 30_000);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['declined', 'cancelled', 'no-answer']);
  expect([missed(bo), missed(phone)]).toEqual([[['ada', 2]], [['ada', 2]]]);
  expect(news).toHaveLength(2);
  // Put away on one device it is gone from all, and comes back only with another call.
  open(bo).calls.putAway(memberOf(ada));
  await world.run(3 * limits.missedAgainMs);
  expect([missed(bo), missed(phone)]).toEqual([[], []]);
});

test('who was away finds the call when both meet again, within a week', async () => {
  const { world, ada, bo, phone, ring, missed, hear } = await createPhones();
  using _ = world;
  const outcomes = hear(ada, 'ringOutEnded');
  for (const one of [bo, phone]) world.offline(one);
  await world.run(3 * limits.presenceMs);
  expect(ring(ada, bo).ok).toBe(true);
  await world.run(30_000);
  expect(outcomes).toMatchObject([{ outcome: 'away' }]);
  expect(missed(bo)).toEqual([]);
  await world.run(60 * 60_000);
  world.online(phone);
  await world.run(120_000);
  expect(missed(phone)).toEqual([['ada', 1]]);
  const [left] = world.clientOf(phone).missedCalls();
  // When they rang, not when it was told.
  expect(left?.at).toBeLessThan(world.timeline.now() - 60 * 60_000);
  world.online(bo);
  await world.run(120_000);
  expect(missed(bo)).toEqual([['ada', 1]]);
});

test('who ring each other at the same moment are in one call, and nobody missed one', async () => {
  const { world, ada, bo, phone, chae, ring, rings, calls, missed, hear } = await createPhones();
  using _ = world;
  const [adas, bos] = [hear(ada, 'pairBegan'), hear(bo, 'pairBegan')];
  expect([ring(ada, bo).ok, ring(bo, ada).ok]).toEqual([true, true]);
  await world.run(15_000);
  expect(adas).toHaveLength(1);
  expect(bos.map(({ ring: one }) => one)).toEqual(adas.map(({ ring: one }) => one));
  expect([ada, bo, phone].map((one) => [rings(one), calls(one)])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect([missed(ada), missed(bo), missed(phone), missed(chae)]).toEqual([[], [], [], []]);
});

test('[T12] one rings at a time, nobody oftener than allowed, and not who was put out, who is timed out, or whom nobody may ring', async () => {
  const { world, ada, bo, phone, chae, open, ring, rings, calls, decline, forge, missed, memberOf, hear } =
    await createPhones();
  using _ = world;
  const outcomes = hear(chae, 'ringOutEnded');
  ring(ada, bo);
  await world.run(2_000);
  expect(ring(chae, bo).ok).toBe(true);
  await world.run(5_000);
  expect(rings(bo)).toBe('ada');
  expect(outcomes).toMatchObject([{ outcome: 'busy' }]);
  decline(bo);
  await world.run(15_000);
  expect(missed(bo)).toEqual([['chae', 1]]);

  // A ring that was kept and is played again repeats a number of another time.
  const old = bytesToRingId(new Uint8Array(16).fill(99));
  for (let again = 0; again < 3; again++) {
    forge(ada, bo, { type: 'ring', ring: old, echo: new Uint8Array(16).fill(7) });
    await world.run(1_000);
  }
  expect(rings(bo)).toBeNull();

  // A client that keeps to no limit, and somehow knows which number to repeat.
  const { suite } = open(bo).core;
  const { bytes } = suite.random;
  const nonce = new Uint8Array(16);
  vi.spyOn(suite.random, 'bytes').mockImplementation((length) => (length === 16 ? nonce : bytes(length)));
  const said = vi.spyOn(suite, 'sealTo');
  const rang = new Set<string>();
  world.clientOf(bo).listen('ringingChanged', () => {
    const { incoming } = world.clientOf(bo).ringing();
    if (incoming?.name === 'chae') rang.add(incoming.ring);
  });
  for (let at = 0; at < 2 * limits.ringAnswers; at++) {
    const one = bytesToRingId(new Uint8Array(16).fill(at));
    forge(chae, bo, { type: 'ring', ring: one, echo: new Uint8Array(16).fill(1) });
    forge(chae, bo, { type: 'ring', ring: one, echo: nonce });
    forge(chae, bo, { type: 'over', ring: one, by: null });
    await world.run(50);
  }
  expect(rang.size).toBe(limits.ringsPerCaller);
  expect(said.mock.calls.length).toBeLessThanOrEqual(limits.ringAnswers);
  vi.restoreAllMocks();
  await world.run(60_000);
  expect(
    Array.from({ length: 9 }, () => ring(chae, bo).ok && open(chae).calls.cancel() === undefined),
  ).toEqual([true, true, true, true, false, false, false, false, false]);
  await world.run(60_000);

  const refused = hear(ada, 'ringOutEnded');
  await world.done(world.clientOf(bo).saveSettings({ takesCalls: false }));
  await world.run(30_000);
  ring(ada, bo);
  await world.run(5_000);
  expect([rings(bo), rings(phone)]).toEqual([null, null]);
  expect(refused).toMatchObject([{ outcome: 'unavailable' }]);
  await world.done(world.clientOf(bo).saveSettings({ takesCalls: true }));

  // Do not disturb: nothing rings, and the call is found later.
  await world.done(
    world.clientOf(bo).attention.setQuiet({ ...defaultQuiet, until: world.timeline.now() + 3_600_000 }),
  );
  await world.run(30_000);
  const news = hear(bo, 'callMissed');
  ring(ada, bo);
  await world.run(2_000);
  expect([rings(bo), rings(phone), calls(ada)?.ringing]).toEqual([null, null, true]);
  expect([missed(bo), news]).toEqual([expect.arrayContaining([['ada', 1]]), []]);
  open(ada).calls.cancel();

  await world.done(open(ada).commands.timeOut(memberOf(chae), 3_600_000, ''));
  await world.run(60_000);
  expect(ring(chae, bo)).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
  const unheard = hear(bo, 'ringingChanged');
  forge(chae, bo, { type: 'ring', ring: bytesToRingId(nonce), echo: null });
  await world.done(open(ada).commands.ban(memberOf(chae), ''));
  await world.run(10_000);
  forge(chae, bo, { type: 'ring', ring: bytesToRingId(nonce), echo: null });
  await world.run(2_000);
  expect(unheard).toEqual([]);
});

test('[T14] the other of two, who begins anew without end, makes one say no more than one’s own part', async () => {
  const { world, ada, bo, open, ring, accept, hear, forge } = await createPhones();
  using _ = world;
  const began = hear(ada, 'pairBegan');
  ring(ada, bo);
  await world.run(2_000);
  accept(bo);
  await world.run(3_000);
  const agreed = began[0]?.ring;
  if (agreed === undefined) throw new Error('no call');
  for (const one of [ada, bo]) open(one).calls.pair.join(agreed, print('x'), quiet);
  await world.run(3_000);
  const said = vi.spyOn(open(ada).core.suite, 'sign');
  for (let i = 0; i < 100; i++) {
    forge(bo, ada, {
      type: 'pair',
      ring: agreed,
      session: new Uint8Array(16).fill(i),
      peerId: 'x'.repeat(32),
      fingerprint: new Uint8Array(32),
      joinedAt: 1,
      ...quiet,
    });
    await world.run(20);
  }
  expect(said.mock.calls.length).toBeLessThan(12);
});

test('who answered and can’t come in hangs up on that call alone: the other waits no longer, one’s own goes on', async () => {
  const { world, ada, bo, open, ring, accept, hear } = await createPhones();
  using _ = world;
  const { channel } = await world.done(
    open(ada).commands.createChannel({ category: null, kind: 'voice', name: 'hall', topic: '' }),
  );
  await world.run(20_000);
  expect(open(bo).calls.join(channel, print(bo.name), quiet).ok).toBe(true);
  const [began, ended] = [hear(ada, 'pairBegan'), hear(ada, 'pairEnded')];
  ring(ada, bo);
  await world.run(2_000);
  accept(bo);
  await world.run(2_000);
  const [{ ring: agreed } = { ring: null }] = began;
  if (agreed === null) throw new Error('no call came of it');
  open(ada).calls.pair.join(agreed, print(ada.name), quiet);
  open(bo).calls.hangUp(bytesToRingId(new Uint8Array(16)));
  await world.run(2_000);
  expect(ended).toEqual([]);
  open(bo).calls.hangUp(agreed);
  await world.run(2_000);
  expect(ended).toMatchObject([{ end: { kind: 'hung-up' } }]);
  expect(open(bo).calls.calls()).toMatchObject([{ channel }]);
});
