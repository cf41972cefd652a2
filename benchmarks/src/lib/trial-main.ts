/** The entry of a fresh process: one trial or one fixture, then the end. */
import { makeFixture } from '../fixtures/index.ts';
import { suites } from '../suites/index.ts';
import { type TrialAnswer, type TrialOrder, trialOrder } from './messages.ts';
import { createTimedProfiler } from './profiler.ts';
import { createTrial, Skipped } from './trial.ts';

const runTrial = async (order: Extract<TrialOrder, { readonly kind: 'trial' }>): Promise<TrialAnswer> => {
  const suite = suites.find(({ name }) => name === order.suite);
  const found = suite?.cases.find(({ id }) => id === order.case);
  if (!suite || !found) throw new Error(`bug: no case ${order.suite}/${order.case}`);
  const profiled = order.profile?.panel ?? null;
  const trial = createTrial({
    ...order,
    panels: suite.panels,
    profiler:
      order.profile && profiled !== null
        ? { panel: profiled, ...createTimedProfiler(order.profile.folder) }
        : null,
  });
  const { run } = await found.load();
  await run(trial);
  const { samples, facts } = trial.outcome();
  return { kind: 'done', samples: [...samples], facts: { ...facts } };
};

const perform = async (order: TrialOrder): Promise<TrialAnswer> => {
  try {
    if (order.kind === 'trial') return await runTrial(order);
    await makeFixture(order.id, order.folder);
    return { kind: 'done', samples: [], facts: {} };
  } catch (thrown) {
    if (thrown instanceof Skipped) return { kind: 'skipped', reason: thrown.message };
    return {
      kind: 'failed',
      reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
};

process.once('message', async (message) => {
  const answer = await perform(trialOrder.parse(message));
  // Servers and sockets that a peer's library left open must not keep the process.
  process.send?.(answer, () => process.exit(0));
});
