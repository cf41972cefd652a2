import { readFileSync } from 'node:fs';
import { nodeSuite, startRelayProcess } from '../../lib/maru.ts';
import { Skipped, type Trial } from '../../lib/trial.ts';
import { createActor, createRelayWorld } from './actor.ts';
import { openRawSocket } from './raw-socket.ts';
import { startPlainWs } from './servers.ts';

/** Resident KiB of another process, as Linux tells it. */
const residentKiB = (pid: number): number => {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    throw new Skipped('memory of another process is read from /proc, which this system lacks');
  }
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 1_000));

export const run = async (trial: Trial): Promise<void> => {
  const count = trial.pick({ tiny: 20, quick: 1_000, full: 4_000 });
  const suite = await nodeSuite();
  const world = createRelayWorld(suite);
  const relay = await startRelayProcess({ unlimited: true });
  // The first connections load code that later ones share.
  for (let index = 0; index < 10; index++)
    await createActor(suite, world).join(relay.syncUrl, () => undefined);
  const before = await relay.rss();
  for (let index = 0; index < count; index++)
    await createActor(suite, world).join(relay.syncUrl, () => undefined);
  await settled();
  trial.record('idle', 'Maru relay', ((await relay.rss()) - before) / 1024 / count);
  await relay.stop();

  const plain = await startPlainWs();
  for (let index = 0; index < 10; index++) await openRawSocket(`${plain.url}/`, () => undefined);
  await settled();
  const plainBefore = residentKiB(plain.pid);
  for (let index = 0; index < count; index++) await openRawSocket(`${plain.url}/`, () => undefined);
  await settled();
  trial.record('idle', 'plain ws', (residentKiB(plain.pid) - plainBefore) / count);
  await plain.stop();
};
