/** A panel's entries ready to show: medians, spread, and the ratio to the reference first. */
import { processMedians, ratiosByRound } from '../lib/process-medians.ts';
import type { PanelResult } from '../lib/results.ts';
import { median, type Summary, summarise } from '../lib/stats.ts';

export type Row = {
  readonly label: string;
  /** Null for the reference itself, and where there is none. */
  readonly ratio: number | null;
  readonly isReference: boolean;
  readonly summary: Summary;
  readonly processes: number;
  readonly noisy: number;
};

export const panelToRows = (panel: PanelResult): readonly Row[] => {
  const reference = panel.entries.find(({ label }) => label === panel.reference);
  return panel.entries.map((entry) => {
    const ratios = reference && reference !== entry ? ratiosByRound(entry, reference) : [];
    const medians = processMedians(entry).map(({ value }) => value);
    // With one process the spread is that of its repetitions.
    const spreadOver = medians.length > 1 ? medians : entry.processes.flatMap(({ samples }) => samples);
    return {
      label: entry.label,
      ratio: ratios.length === 0 ? null : median(ratios),
      isReference: entry === reference,
      summary: { ...summarise(spreadOver), median: median(medians) },
      processes: entry.processes.length,
      noisy: entry.processes.filter(({ noisy }) => noisy).length,
    };
  });
};
