import { expect, test } from 'vitest';
import { createKeyRequests } from '../../src/client/community/key-requests.ts';
import type { KeysGiven, KeysWanted } from '../../src/client/community/live-room.ts';
import { createEpochKey } from '../../src/crypto/index.ts';
import { createCircle } from './circle.ts';

/** Chae comes in while bo, out of reach, opens an epoch for those whom he knows: ada and himself. */
const createLate = async () => {
  const world = await createCircle(['ada', 'bo']);
  const [ada, bo] = [world.person('ada'), world.person('bo')];
  const chae = await world.install('chae', 'commit');
  world.offline(bo);
  await world.run(5_000);
  // By an invite that bo doesn't know of: his new key isn't sealed to it.
  await world.join(chae, await world.invite());
  await world.run(10_000);
  await world.settled(world.home(bo).commands.rotateKeys(null));
  await world.post(bo, 'under a key that chae lacks');
  const late = world.epochs(bo).at(-1);
  if (!late) throw new Error('no epoch');
  return { world, ada, bo, chae, late };
};

test('[T13] a message waits for its key, is counted as waiting, and opens by itself when any holder gives it', async () => {
  const { world, ada, bo, chae, late } = await createLate();
  using _ = world;
  // Chae is away when it comes, so that ada knows it first; then bo goes, and only ada can give it.
  world.offline(chae);
  world.online(bo);
  await world.run(30_000);
  expect(world.texts(ada)).toEqual(['under a key that chae lacks']);
  world.offline(bo);
  world.offline(ada);
  world.online(chae);
  await world.run(30_000);
  expect(world.holds(chae, late.id)).toBe(false);
  expect(world.texts(chae)).toEqual([]);
  expect(world.home(chae).queries.waitingForKey(world.channel)).toBe(1);
  const changed: string[] = [];
  chae.client()?.listen('timelineChanged', ({ channel }) => changed.push(channel));
  world.online(ada);
  await world.run(120_000);
  expect(world.texts(chae)).toEqual(['under a key that chae lacks']);
  expect(world.home(chae).queries.waitingForKey(world.channel)).toBe(0);
  expect(changed).toContain(world.channel);
  expect(world.errors).toEqual([]);
  chae.crash();
});

/** Chae's side of asking, with a room that only listens. */
const createAsking = async () => {
  const late = await createLate();
  const { world, bo, chae } = late;
  world.offline(chae);
  world.online(bo);
  await world.run(30_000);
  world.offline(bo);
  world.offline(world.person('ada'));
  world.online(chae);
  await world.run(30_000);
  expect(world.home(chae).queries.waitingForKey(world.channel)).toBe(1);
  const { core } = world.home(chae);
  const asked: KeysWanted[] = [];
  let came = 0;
  const requests = createKeyRequests({
    core,
    room: () => ({ askForKeys: (message) => void asked.push(message), giveKeys: () => undefined }),
    came: () => void came++,
  });
  const key = world.home(bo).core.keys.get(late.late.id);
  if (!key) throw new Error('bo lacks his own key');
  const give = (request: Uint8Array, secret: Uint8Array, epoch = late.late.id): KeysGiven => {
    const box = core.suite.sealTo(secret, core.device.agreement.publicKey);
    if (!box) throw new Error('not sealed');
    return { type: 'keysGiven', request, to: core.device.device, keys: [{ epoch, box }] };
  };
  return { ...late, core, asked, requests, give, key, came: () => came };
};

test('[T13] a key that nobody asked for is not taken, however right it is', async () => {
  const { world, chae, core, requests, give, key, late, came } = await createAsking();
  using _ = world;
  requests.given(give(core.suite.random.bytes(16), key));
  expect(world.holds(chae, late.id)).toBe(false);
  expect(came()).toBe(0);
  requests.stop();
  chae.crash();
});

test('[T13] a key that is not what the epoch’s opener committed to is not taken, though it was asked for', async () => {
  const { world, chae, core, asked, requests, give, key, late, came } = await createAsking();
  using _ = world;
  requests.look();
  const [wanted] = asked;
  if (!wanted) throw new Error('nothing was asked for');
  expect(wanted.epochs).toEqual([late.id]);
  requests.given(give(wanted.request, createEpochKey(core.suite)));
  requests.given({ ...give(wanted.request, key), to: 'ff'.repeat(32) as typeof core.device.device });
  expect(world.holds(chae, late.id)).toBe(false);
  requests.given(give(wanted.request, key));
  expect(world.holds(chae, late.id)).toBe(true);
  expect(came()).toBe(1);
  requests.stop();
  chae.crash();
});

test('[T13] a holder gives everyone’s keys to members only, and a private channel’s to its readers only', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  await world.createSecret(ada, bo);
  const given: KeysGiven[] = [];
  const { core } = world.home(ada);
  const requests = createKeyRequests({
    core,
    room: () => ({ askForKeys: () => undefined, giveKeys: (message) => void given.push(message) }),
    came: () => undefined,
  });
  const epochs = world.epochs(ada).map(({ id }) => id);
  const [first] = epochs;
  if (!first) throw new Error('no epoch');
  const ask = (one: typeof bo): void =>
    requests.wanted(
      world.home(one).core.device.device,
      { type: 'keysWanted', request: core.suite.random.bytes(16), epochs },
      first,
    );
  const answersTo = (one: typeof bo) =>
    given.flatMap(({ to, keys }) => (to === world.home(one).core.device.device ? keys : []));
  ask(bo);
  ask(chae);
  await world.run(30_000);
  expect(answersTo(bo).map(({ epoch }) => epoch)).toEqual(epochs);
  expect(answersTo(chae).map(({ epoch }) => epoch)).toEqual([first]);
  await world.settled(world.home(ada).commands.kick(world.memberOf(bo), ''));
  given.length = 0;
  ask(bo);
  await world.run(30_000);
  expect(answersTo(bo)).toEqual([]);
  requests.stop();
});
