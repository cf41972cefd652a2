import { expect, test } from 'vitest';
import { type Mutant, runWorld, type WorldOptions } from '../../testing/sim/index.ts';

const seeds = 20;

/** The first seed of a small range whose run breaks a promise; null when all are good. */
const firstBroken = async (options: Omit<WorldOptions, 'seed'>): Promise<number | null> => {
  for (let seed = 1; seed <= seeds; seed++)
    if ((await runWorld({ ...options, seed })).broken.length > 0) return seed;
  return null;
};

type Case = Omit<WorldOptions, 'seed' | 'mutant'> & { readonly mutant: Mutant; readonly title: string };
const mutants: readonly Case[] = [
  { mutant: 'no-durability', title: '[S1] acknowledged before it is durable' },
  {
    mutant: 'no-signatures',
    title: '[T10] signatures that are not checked, and a relay that forges',
    forgingRelay: true,
  },
  { mutant: 'no-dedupe', title: '[S2] a relay that stores again what it holds' },
  { mutant: 'order-dependent', title: '[S2] a fold that depends on the order of arrival', acts: 120 },
];

test.each(mutants)(
  'the checker notices: $title; the same seed is good without',
  {
    timeout: 300_000,
  },
  async ({ title: _, mutant, ...options }) => {
    const seed = await firstBroken({ ...options, mutant });
    if (seed === null) throw new Error(`not noticed in ${seeds} seeds`);
    expect((await runWorld({ ...options, seed })).broken).toEqual([]);
  },
);
