/** Runs a range of seeds, each twice, and says what went wrong by seed number. */
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
  }
  return { failures, faultsThatNeverHappened: faultNames.filter((name) => !happened.has(name)) };
};
