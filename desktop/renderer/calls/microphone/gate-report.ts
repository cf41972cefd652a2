/** What the gate tells the page, some twenty times a second. */
export type GateReport = {
  /** What comes in, after suppression and gain: what the threshold is held against. */
  readonly inputDb: number;
  readonly thresholdDb: number;
  /** Root mean square of what goes out, 0 to 1. */
  readonly sent: number;
  readonly open: boolean;
};

export const silentReport: GateReport = { inputDb: -100, thresholdDb: -60, sent: 0, open: false };
