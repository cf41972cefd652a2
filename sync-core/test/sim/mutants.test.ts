import { expect, test } from 'vitest';
import { type Mutant, runWorld, type WorldOptions } from '../../testing/sim/index.ts';

/** The first seed of a small range whose run breaks a promise; null when all are good. */
const firstBroken = async (options: Omit<WorldOptions, 'seed'>, seeds: number): Promise<number | null> => {
  for (let seed = 1; seed <= seeds; seed++)
    if ((await runWorld({ ...options, seed })).broken.length > 0) return seed;
  return null;
};

const mutants: readonly (Omit<WorldOptions, 'seed'> & { readonly mutant: Mutant; readonly name: string })[] =
  [
    { mutant: 'no-durability', name: '[S1] acknowledged before it is durable' },
    {
      mutant: 'no-signatures',
      name: '[T10] signatures that are not checked, and a relay that forges',
      forgingRelay: true,
    },
    { mutant: 'order-dependent', name: '[S2] a fold that depends on the order of arrival', acts: 120 },
  ];

test.each(mutants)('the checker notices: $name', { timeout: 300_000 }, async ({ name: _, ...options }) => {
  expect(await firstBroken(options, 20)).not.toBeNull();
});

test('[T10] a forging relay does no harm while signatures are checked', { timeout: 300_000 }, async () => {
  expect(await firstBroken({ forgingRelay: true }, 5)).toBeNull();
});
