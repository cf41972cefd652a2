import { can, communityDump, createGovernance, permissionNames, resolve } from '@maru/sync-core';
import { nodeSuite } from '../../lib/maru.ts';
import { createSeeded } from '../../lib/seeded.ts';
import type { Trial } from '../../lib/trial.ts';
import { createGovernanceWorld } from './world.ts';

const shuffled = <T>(all: readonly T[], seed: number): readonly T[] => {
  const random = createSeeded(seed);
  const copy = [...all];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const [a, b] = [copy[at], copy[other]];
    if (a !== undefined && b !== undefined) [copy[at], copy[other]] = [b, a];
  }
  return copy;
};

export const run = async (trial: Trial): Promise<void> => {
  const suite = await nodeSuite();
  const shape = trial.pick({
    tiny: { people: 30, roles: 5, channels: 5 },
    quick: { people: 1_000, roles: 50, channels: 200 },
    full: { people: 1_000, roles: 50, channels: 200 },
  });
  const plans = trial.pick({
    tiny: [{ words: '500 operations', count: 500 }],
    quick: [{ words: '50 k operations', count: 50_000 }],
    full: [
      { words: '5 k operations', count: 5_000 },
      { words: '50 k operations', count: 50_000 },
    ],
  });
  for (const { words, count } of plans) {
    const world = createGovernanceWorld(suite, count, shape);
    let community = resolve(suite, world.root, []);
    await trial.measure('resolve', `${words}, cold`, {
      operations: 1,
      // Cold is what a start is: nothing compiled for it yet, the first time.
      warmUps: 0,
      repetitions: 1,
      prepare: () => undefined,
      run() {
        community = resolve(suite, world.root, world.envelopes);
      },
      verify() {
        if (community.members.size !== shape.people + 1) throw new Error(`${community.members.size} members`);
        // A second resolve of 50 k operations is left to the full run.
        if (trial.scale === 'quick') return;
        if (
          communityDump(community) !==
          communityDump(resolve(suite, world.root, shuffled(world.envelopes, trial.seed)))
        )
          throw new Error('another order gave another community');
      },
    });
    const governance = createGovernance(suite, world.root);
    governance.add(world.envelopes);
    governance.current();
    let changed = false;
    await trial.measure('one-more', `on ${words}`, {
      operations: 1,
      repetitions: trial.pick({ tiny: 3, quick: 50, full: 200 }),
      warmUps: 5,
      prepare: () => world.more(),
      run(envelope) {
        ({ changed } = governance.add([envelope]));
        governance.current();
      },
      verify() {
        if (!changed) throw new Error('it did not count');
      },
    });
    const settled = governance.current();
    const channels = [...settled.channels.keys()];
    const questions = trial.pick({ tiny: 1_000, quick: 50_000, full: 200_000 });
    let allowed = 0;
    await trial.measure('can', words, {
      operations: questions,
      prepare: () => {
        allowed = 0;
      },
      run() {
        for (let index = 0; index < questions; index++) {
          const member = world.members[index % world.members.length];
          const channel = channels[index % channels.length];
          const permission = permissionNames[index % permissionNames.length];
          if (member && channel && permission && can(settled, member, permission, { channel })) allowed++;
        }
      },
      verify() {
        if (allowed === 0 || allowed === questions) throw new Error(`${allowed} of ${questions} allowed`);
      },
    });
  }
};
