/**
 * Runs a range of seeds, each twice, and says what went wrong by seed number. Every third also runs once in
 * a storm that never ends, where only safety is judged.
 */
import { type FaultName, faultNames, runWorld } from '../../testing/sim/index.ts';

export type SweepResult = {
  /** One line for each seed that broke a promise or ran otherwise the second time. */
  readonly failures: readonly string[];
  readonly faultsThatNeverHappened: readonly FaultName[];
};

/** `MARU_SIM_SEEDS` asks for more seeds than a run of CI takes; `MARU_SIM_FROM` starts elsewhere. */
export const sweepSize = Number(process.env['MARU_SIM_SEEDS'] ?? 300);
export const sweepFrom = Number(process.env['MARU_SIM_FROM'] ?? 1);

/** The seeds of one of `parts` shares: every `parts`-th. */
export const sweep = async (part: number, parts: number): Promise<SweepResult> => {
  const failures: string[] = [];
  const happened = new Set<FaultName>();
  for (let seed = sweepFrom + part; seed < sweepFrom + sweepSize; seed += parts) {
    const first = await runWorld({ seed });
    const second = await runWorld({ seed });
    if (first.broken.length > 0) failures.push(`seed ${seed}: ${first.broken.slice(0, 3).join('; ')}`);
    else if (first.traceHash !== second.traceHash) failures.push(`seed ${seed}: two runs differ`);
    for (const fault of first.faults.keys()) happened.add(fault);
    if (seed % 3 !== 0) continue;
    const { broken } = await runWorld({ seed, unbounded: true, faults: 40 });
    if (broken.length > 0) failures.push(`seed ${seed}, unbounded: ${broken.slice(0, 3).join('; ')}`);
  }
  return { failures, faultsThatNeverHappened: faultNames.filter((name) => !happened.has(name)) };
};
