/** Decision 0022: keys of sealed frames are held by those who are in the call now, and by nobody else. */
import { expect, test, vi } from 'vitest';
import { bytesToHex, hexToBytes } from '../../src/base/index.ts';
import type { OpenCommunity } from '../../src/client/index.ts';
import { type ChannelId, limits } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

const print = (name: string) => name.charCodeAt(0).toString(16).padStart(2, '0').repeat(32);
const ticketOf = (name: string) => ({
  peerId: print(name).slice(0, 32),
  token: 't',
  expiresAt: 1,
  signalingUrls: [],
  iceServers: [],
});
const quiet = { muted: false, deafened: false, camera: false, screen: false };

type Box = { readonly recipient: string; readonly box: Uint8Array };

/** The boxes with keys of calls that an installation makes from now on. */
const boxesOf = ({ core: { suite } }: OpenCommunity): readonly Box[] => {
  const made: Box[] = [];
  const { sealTo } = suite;
  vi.spyOn(suite, 'sealTo').mockImplementation((plaintext, recipient) => {
    const box = sealTo(plaintext, recipient);
    if (box && new TextDecoder().decode(plaintext).startsWith('maru/call-key'))
      made.push({ recipient: bytesToHex(recipient), box });
    return box;
  });
  return made;
};

const createVoice = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const made = await world.settled(
    world.home(ada).commands.createChannel({ category: null, kind: 'voice', name: 'hall', topic: '' }),
  );
  if (!made.ok) throw new Error('no voice channel');
  const hall: ChannelId = made.value.channel;
  await world.run(30_000);
  for (const one of [ada, bo, chae]) world.home(one).direct.receiveTicket(ticketOf(one.name));
  const join = (one: Installation, seals = true) => {
    world.home(one).calls.setSealing(seals);
    return world.home(one).calls.join(hall, print(one.name), quiet);
  };
  const deviceOf = (one: Installation) => world.home(one).core.device.device;
  const own = (one: Installation) => {
    const key = world.home(one).calls.keys().own;
    if (key === null) throw new Error(`${one.name} seals nothing`);
    return key;
  };
  /** The key of one that another holds. */
  const heldBy = (holder: Installation, of: Installation) =>
    world
      .home(holder)
      .calls.keys()
      .others.find(({ device }) => device === deviceOf(of));
  const sessionOf = (one: Installation) =>
    world
      .home(one)
      .calls.calls()[0]
      ?.participants.find(({ me }) => me)?.session ?? '';
  return { world, ada, bo, chae, hall, join, own, heldBy, deviceOf, sessionOf };
};

test('whoever is in the call holds everybody’s key; who only looks on holds none', async () => {
  const { world, ada, bo, chae, join, own, heldBy } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  await world.run(2_000);
  expect(heldBy(ada, bo)).toMatchObject(own(bo));
  expect(heldBy(bo, ada)).toMatchObject(own(ada));
  expect(world.home(chae).calls.keys()).toEqual({ own: null, others: [] });
});

test('who comes later can’t open what was said before: the key goes forward', async () => {
  const { world, ada, bo, chae, join, own, heldBy } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  await world.run(2_000);
  const before = own(ada);
  join(chae);
  await world.run(2_000);
  expect(own(ada)).toMatchObject({ generation: before.generation, step: before.step + 1 });
  expect(heldBy(chae, ada)).toMatchObject(own(ada));
  // Those who were there find the next step themselves: nothing was sent to them.
  expect(heldBy(bo, ada)).toMatchObject(before);
  const { suite } = world.home(bo).core;
  expect(suite.derive(before.secret, 'SFrame 1.0 Ratchet', 32)).toEqual(own(ada).secret);
});

test.each([
  ['who leaves', 'leave'],
  ['who is put out of the community', 'kick'],
  ['who falls silent', 'offline'],
] as const)('%s gets no key of what is said afterwards', async (_, how) => {
  const { world, ada, bo, chae, join, own, heldBy } = await createVoice();
  using __ = world;
  for (const one of [ada, bo, chae]) join(one);
  await world.run(3_000);
  const before = own(ada);
  const had = heldBy(chae, ada);
  const boxes = boxesOf(world.home(ada));
  if (how === 'leave') world.home(chae).calls.leave();
  if (how === 'offline') world.offline(chae);
  if (how === 'kick') await world.settled(world.home(ada).commands.kick(world.memberOf(chae), ''));
  await world.run(limits.callSilenceMs + 2 * limits.callKeyGraceMs);
  expect(own(ada).generation).toBeGreaterThan(before.generation);
  expect(own(bo).generation).toBeGreaterThan(0);
  expect(heldBy(bo, ada)).toMatchObject(own(ada));
  expect(had?.secret).not.toEqual(own(ada).secret);
  expect(heldBy(chae, ada)?.generation ?? before.generation).toBe(before.generation);
  // For one who is still there, whatever the installation of who left would make of another.
  expect(new Set(boxes.map(({ recipient }) => recipient)).size).toBe(1);
});

test('a key that was missed is asked for', async () => {
  const { world, ada, bo, join, own, heldBy } = await createVoice();
  using _ = world;
  const { suite } = world.home(ada).core;
  join(ada);
  // As if the relay had lost it.
  const lost = vi.spyOn(suite, 'sealTo').mockImplementation(() => new Uint8Array(8));
  join(bo);
  await world.run(1_000);
  expect(heldBy(bo, ada)).toBeUndefined();
  lost.mockRestore();
  await world.run(2 * limits.callKeyWantMs);
  expect(heldBy(bo, ada)).toMatchObject(own(ada));
});

test('somebody else’s box, said as one’s own, is no key of one’s own', async () => {
  const { world, ada, bo, chae, hall, join, heldBy, sessionOf } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  const boxes = boxesOf(world.home(ada));
  join(chae);
  await world.run(2_000);
  const before = heldBy(chae, bo);
  expect(before).toBeDefined();
  // One of them is for chae; said by bo it is nobody's.
  expect(boxes.length).toBeGreaterThan(0);
  for (const { box } of boxes)
    world.home(bo).room.sayInCall(
      {
        type: 'callKeys',
        session: hexToBytes(sessionOf(bo)),
        boxes: [{ to: hexToBytes(sessionOf(chae)), box }],
        wants: [],
      },
      hall,
    );
  await world.run(1_000);
  expect(heldBy(chae, bo)).toEqual(before);
});

test('who doesn’t seal is in the call without keys, and the others share theirs without them', async () => {
  const { world, ada, bo, chae, join, own, heldBy, deviceOf } = await createVoice();
  using _ = world;
  join(ada);
  join(bo);
  join(chae, false);
  await world.run(3_000);
  const seals = world
    .home(chae)
    .calls.calls()[0]
    ?.participants.map(({ device, seals: can }) => [device, can] as const);
  expect(new Map(seals)).toEqual(new Map([ada, bo, chae].map((one) => [deviceOf(one), one !== chae])));
  expect(heldBy(bo, ada)).toMatchObject(own(ada));
  expect(world.home(chae).calls.keys()).toEqual({ own: null, others: [] });
  // It changes its mind in the call.
  world.home(chae).calls.setSealing(true);
  await world.run(3_000);
  expect(heldBy(chae, ada)).toMatchObject(own(ada));
  expect(heldBy(ada, chae)).toMatchObject(own(chae));
});

test('[T14] who comes and goes without end makes nobody say keys more often than they may', async () => {
  const { world, ada, bo, chae, hall, join } = await createVoice();
  using _ = world;
  join(ada);
  join(chae);
  await world.run(5_000);
  const said = vi.spyOn(world.home(ada).core.suite, 'sign');
  for (let i = 0; i < 200; i++) {
    world.home(bo).room.sayInCall(
      {
        type: 'call',
        channel: hall,
        session: new Uint8Array(16).fill(i),
        peerId: 'x'.repeat(32),
        fingerprint: new Uint8Array(32),
        joinedAt: 1,
        seal: { agreement: new Uint8Array(32).fill(9), generation: i, step: 0 },
        ...quiet,
      },
      hall,
    );
    await world.run(20);
  }
  // Four seconds: keys, beats, and words of those who came.
  expect(said.mock.calls.length).toBeLessThan(24);
});
