/** Profiles of the cases behind missed targets, in runs of their own: no figure is taken from them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTarget, targets } from '../targets.ts';
import { profilesToFlame } from './flame.ts';
import type { FlameRecord } from './flame-file.ts';
import { makeFixtures } from './make-fixtures.ts';
import { timedPrefix } from './profiler.ts';
import { createProgress } from './progress.ts';
import type { Results } from './results.ts';
import { runStep } from './run-step.ts';
import { fixturesOf, type Plan, type Step, type Tree, toSteps } from './steps.ts';

type Wanted = { readonly step: Step; readonly panel: string; readonly targets: readonly string[] };

/** Of each missed target the case that measured it; those of one panel and case share a run. */
const wantedOf = (plan: Plan, results: Results): readonly Wanted[] => {
  const wanted = new Map<string, Wanted>();
  const steps = toSteps({ ...plan, only: null, rounds: 1 });
  for (const target of targets) {
    const { source } = target;
    if (source === null || judgeTarget(target, results).kind !== 'missed') continue;
    const found = results.suites
      .find(({ name }) => name === source.suite)
      ?.panels.find(({ id }) => id === source.panel);
    // No time explains a size.
    if (!found || found.kind === 'size') continue;
    const entry = found.entries.find(({ label }) => label === source.entry);
    const step = steps.find(({ suite, item }) => suite.name === source.suite && item.id === entry?.case);
    if (!step) continue;
    const key = `${source.suite}/${source.panel}/${step.item.id}`;
    const before = wanted.get(key)?.targets ?? [];
    wanted.set(key, { step, panel: source.panel, targets: [...before, target.id] });
  }
  return [...wanted.values()];
};

const timedPart = 'the timed part';
const words: Readonly<Record<string, string>> = {
  trial: 'the whole process, preparation included',
  relay: 'the relay’s process',
  page: 'the pages',
  worker: 'the pages’ Workers',
};

/** By the kind of process. What was timed by itself stands for its whole process, a page for what drives it. */
const readProfiles = (folder: string): ReadonlyMap<string, readonly string[]> => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const timed = files.some((name) => name.startsWith(timedPrefix));
  const byKind = Map.groupBy(files, (name) =>
    name.startsWith(timedPrefix) ? timedPart : (words[name.split('.')[0] ?? ''] ?? 'another process'),
  );
  if (timed || byKind.has(words['page'] ?? '')) byKind.delete(words['trial'] ?? '');
  return new Map(
    [...byKind].map(([kind, names]) => [kind, names.map((name) => readFileSync(join(folder, name), 'utf8'))]),
  );
};

/** Processes that did less than this beside the busiest one are left out. */
const leastBusy = 0.1;

export const profileMissed = async (
  plan: Plan,
  tree: Tree,
  results: Results,
): Promise<readonly FlameRecord[]> => {
  const wanted = wantedOf(plan, results);
  const progress = createProgress(
    wanted.reduce((sum, { step }) => sum + step.seconds, 0),
    wanted.length,
  );
  const root = mkdtempSync(join(tmpdir(), 'maru-bench-flames-'));
  const records: FlameRecord[] = [];
  try {
    const { paths } = await makeFixtures(
      tree,
      fixturesOf(
        wanted.map(({ step }) => step),
        plan.scale,
      ),
      progress,
    );
    for (const [index, { step, panel, targets: behind }] of wanted.entries()) {
      const whole = records.filter((one) => one.case === step.item.id && one.suite === step.suite.name);
      // Nothing of it was timed alone: another panel of that case would show the same once more.
      if (whole.length > 0 && whole.every(({ process }) => process !== timedPart)) {
        for (const record of whole) record.targets.push(...behind);
        progress.done(step.seconds);
        continue;
      }
      progress.start(`profiling ${step.suite.name}/${step.item.id}`);
      const folder = join(root, String(index));
      mkdirSync(folder);
      const { answer } = await runStep(plan, tree, step, paths, { folder, panel });
      progress.done(step.seconds);
      if (answer.kind !== 'done') {
        progress.say(`${step.suite.name}/${step.item.id} ${answer.kind}: ${answer.reason}`);
        continue;
      }
      const flames = [...readProfiles(folder)].flatMap(([process, texts]) => {
        const flame = profilesToFlame(texts);
        return flame === null ? [] : [{ process, flame }];
      });
      const busiest = Math.max(...flames.map(({ flame }) => flame.busyMs));
      for (const { process, flame } of flames)
        if (flame.busyMs >= busiest * leastBusy)
          records.push({
            targets: [...behind],
            suite: step.suite.name,
            panel,
            case: step.item.id,
            process,
            commit: tree.commit,
            flame,
          });
    }
    return records;
  } finally {
    progress.end();
    rmSync(root, { recursive: true, force: true });
  }
};
