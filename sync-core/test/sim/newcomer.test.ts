import { expect, test } from 'vitest';
import { createLiveRoom } from '../../src/client/community/live-room.ts';
import { deviceKeys } from '../../src/crypto/index.ts';
import { type DocumentStream, documentStream, governanceStream, limits } from '../../src/model/index.ts';
import { createPair } from './pair.ts';

const deaf = {
  onPresence: () => undefined,
  onTyping: () => undefined,
  onLookers: () => undefined,
  onPeers: () => undefined,
  onHeads: () => undefined,
  onKeysWanted: () => undefined,
  onKeysGiven: () => undefined,
  onCall: () => undefined,
  onAside: () => undefined,
  onLooked: () => undefined,
  onDocument: () => undefined,
  onCame: () => undefined,
};

test('who just joined is seen to be here as soon as they are known, though their word came before their joining', async () => {
  using world = await createPair('commit');
  const { ada, bo, home, run } = world;
  await run(60_000);
  const self = bo.client()?.profile()?.member;
  if (!self) throw new Error('bo has no profile');
  const frames: Uint8Array[] = [];
  const bos = createLiveRoom({ core: home(bo).core, send: (frame) => frames.push(frame), ...deaf });
  bos.joined();
  const { core } = home(ada);
  let known = false;
  const governance = {
    ...core.governance,
    presentMember: (device: Parameters<typeof core.governance.presentMember>[0]) =>
      known ? core.governance.presentMember(device) : null,
  };
  const adas = createLiveRoom({ core: { ...core, governance }, send: () => undefined, ...deaf });
  for (const frame of frames) adas.receive(frame);
  expect(adas.presenceOf(self)).toBe('offline');
  known = true;
  adas.membersChanged();
  expect(adas.presenceOf(self)).toBe('online');
  await run(3 * limits.presenceMs);
  for (const room of [adas, bos]) room.stop();
});

test('in a crowded room few tell what they received, and everyone what they wrote', async () => {
  using world = await createPair('commit');
  const { ada, bo, home, run } = world;
  await run(60_000);
  const { core, writer } = home(ada);
  let told = 0;
  const send = (): void => {
    told++;
  };
  const governance = { ...core.governance, presentMember: () => core.self };
  const room = createLiveRoom({ core: { ...core, governance }, send, ...deaf });
  for (let at = 0; at < 4 * limits.gossipers; at++) {
    const device = deviceKeys(core.suite, core.suite.random.bytes(32), core.community);
    const frames: Uint8Array[] = [];
    const one = createLiveRoom({ core: { ...core, device }, send: (frame) => frames.push(frame), ...deaf });
    one.joined();
    for (const frame of frames) room.receive(frame);
    one.stop();
  }
  await run(limits.gossipMs + 1);
  const stream = governanceStream;
  const own = { stream, log: writer.log() };
  const foreign = { stream, log: home(bo).writer.log() };
  const tellings = async (entry: typeof own): Promise<number> => {
    told = 0;
    for (let round = 0; round < 12; round++) {
      room.grown([entry], own.log);
      await run(limits.gossipMs + 1);
    }
    return told;
  };
  expect(await tellings(own)).toBe(12);
  expect(await tellings(foreign)).toBeLessThan(8);
  room.stop();
});

test('who looks at a board is company there: what others type goes to them at once', async () => {
  using world = await createPair('commit');
  const { ada, bo, home, run } = world;
  await run(60_000);
  const document = documentStream('board', world.place.channel);
  const heard: DocumentStream[] = [];
  const adas = createLiveRoom({
    core: home(ada).core,
    send: () => undefined,
    ...deaf,
    onLooked: (looked) => heard.push(looked),
  });
  const bos = createLiveRoom({ core: home(bo).core, send: (frame) => adas.receive(frame), ...deaf });
  bos.look(document, true);
  expect(heard).toEqual([document]);
  bos.look(document, false);
  expect(heard).toHaveLength(1);
  for (const room of [adas, bos]) room.stop();
});
