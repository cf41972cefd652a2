/** What the processes answered, sorted into panels and entries. */
import type { TrialAnswer } from './messages.ts';
import { type Noise, noisyBeyond, quietOf } from './noise.ts';
import type { SuiteResult } from './results.ts';
import type { Plan, Step } from './steps.ts';

export type Ran = Step & { readonly answer: TrialAnswer; readonly noise: Noise; readonly took: number };

export const collect = (plan: Plan, commit: string, ran: readonly Ran[]): readonly SuiteResult[] => {
  const quiet = quietOf(ran.map(({ noise }) => noise.cpuMs));
  const measuredAt = new Date().toISOString();
  return plan.suites.map((suite) => {
    const orderOf = (step: Step): number => suite.cases.indexOf(step.item);
    // By round, so that entries stand in the order of the cases.
    const own = ran
      .filter((step) => step.suite === suite)
      .sort((a, b) => a.round - b.round || orderOf(a) - orderOf(b));
    const skipped = new Map<string, string>();
    const facts: Record<string, string> = {};
    const caseSeconds: Record<string, number> = {};
    for (const { item, answer, took } of own) {
      caseSeconds[item.id] = took;
      if (answer.kind === 'done') Object.assign(facts, answer.facts);
      else skipped.set(item.id, `${answer.kind}: ${answer.reason.split('\n')[0] ?? ''}`);
    }
    const panels = suite.panels.map((panel) => {
      const entries = new Map<string, SuiteResult['panels'][number]['entries'][number]>();
      for (const step of own) {
        if (step.answer.kind !== 'done') continue;
        const byEntry = Map.groupBy(
          step.answer.samples.filter((sample) => sample.panel === panel.id),
          ({ entry }) => entry,
        );
        for (const [label, samples] of byEntry) {
          const entry = entries.get(label) ?? { label, case: step.item.id, processes: [] };
          entry.processes.push({
            round: step.round,
            samples: samples.map(({ value }) => value),
            ...step.noise,
            noisy: step.noise.cpuMs > quiet * noisyBeyond,
          });
          entries.set(label, entry);
        }
      }
      return { ...panel, entries: [...entries.values()] };
    });
    return {
      name: suite.name,
      title: suite.title,
      about: suite.about,
      measuredAt,
      commit,
      command: plan.command,
      seconds: own.reduce((sum, { took }) => sum + took, 0),
      facts,
      skipped: [...skipped].map(([id, reason]) => ({ case: id, reason })),
      caseSeconds,
      panels: panels.filter(({ entries }) => entries.length > 0),
    };
  });
};
