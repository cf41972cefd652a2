import { expect, test } from 'vitest';
import { runWorld } from '../../testing/sim/index.ts';

/** Seeds that once broke a promise, by what was wrong. The options are those of the world that found them. */
const found = [
  {
    seed: 72,
    meetings: 0,
    title: '[S1] a join was answered before its invite was durable, and a crash forgot the invite',
  },
  {
    seed: 2031,
    acts: 60,
    faults: 20,
    title: '[S8] an edit made after the clock was set back was lost to the one before it',
  },
  {
    seed: 50774,
    acts: 60,
    faults: 25,
    title: '[S3] a relay that holds everything was not believed when something grew during the handshake',
  },
] as const;

test.each(found)('$title (seed $seed)', { timeout: 60_000 }, async ({ title: _, ...options }) => {
  expect((await runWorld(options)).broken).toEqual([]);
});
