import { expect, test } from 'vitest';
import { createLiveRoom } from '../../src/client/community/live-room.ts';
import { limits } from '../../src/model/index.ts';
import { createPair } from './pair.ts';

const deaf = {
  onPresence: () => undefined,
  onTyping: () => undefined,
  onPeers: () => undefined,
  onHeads: () => undefined,
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
    memberOf: (device: Parameters<typeof core.governance.memberOf>[0]) =>
      known ? core.governance.memberOf(device) : null,
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
