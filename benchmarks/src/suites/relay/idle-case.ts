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
  const count = trial.pick({ tiny: 20, quick: 600, full: 4_000 });
  const suite = await nodeSuite();
  const world = createRelayWorld(suite);
  const relay = await startRelayProcess({ unlimited: true });
  // The first connections load code and grow pools that later ones share.
  const first = trial.pick({ tiny: 5, quick: 100, full: 400 });
  for (let index = 0; index < first; index++)
    await createActor(suite, world).join(relay.syncUrl, () => undefined);
  const before = await relay.rss();
  for (let index = 0; index < count; index++)
    await createActor(suite, world).join(relay.syncUrl, () => undefined);
  await settled();
  trial.record(
    'idle',
    'Maru relay, before a collection',
    residentKiB(relay.pid) / count - before / 1024 / count,
  );
  trial.record('idle', 'Maru relay', ((await relay.rss()) - before) / 1024 / count);
  await relay.stop();

  const plain = await startPlainWs();
  for (let index = 0; index < first; index++) await openRawSocket(`${plain.url}/`, () => undefined);
  await settled();
  await plain.collect();
  const plainBefore = residentKiB(plain.pid);
  for (let index = 0; index < count; index++) await openRawSocket(`${plain.url}/`, () => undefined);
  await settled();
  trial.record('idle', 'plain ws, before a collection', (residentKiB(plain.pid) - plainBefore) / count);
  await plain.collect();
  trial.record('idle', 'plain ws', (residentKiB(plain.pid) - plainBefore) / count);
  await plain.stop();
};
