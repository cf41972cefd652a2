import type { Trial } from '../../lib/trial.ts';

export const countsOf = (trial: Trial) =>
  trial.pick({
    tiny: { messages: 100, edits: 200, cardEdits: 100 },
    quick: { messages: 500, edits: 2_000, cardEdits: 600 },
    full: { messages: 5_000, edits: 30_000, cardEdits: 10_000 },
  });
