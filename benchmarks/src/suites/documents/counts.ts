import type { Trial } from '../../lib/trial.ts';
import { publishedEdits } from './trace.ts';

/** Edits that make one entry of a log: what is typed until it rests. */
export const editsPerEntry = 20;
export const label = { yjs: 'Yjs alone', note: 'a note (Yjs)', board: 'a board (Automerge)' } as const;

export const countsOf = (trial: Trial) =>
  trial.pick({
    tiny: { edits: 400, boardEdits: 200, largeChars: 20_000, pathEdits: 20, cards: 100, moves: 200 },
    quick: {
      edits: 20_000,
      boardEdits: 1_000,
      largeChars: 1_000_000,
      pathEdits: 100,
      cards: 1_000,
      moves: 4_000,
    },
    full: {
      edits: publishedEdits,
      boardEdits: publishedEdits,
      largeChars: 1_000_000,
      pathEdits: 1_000,
      cards: 1_000,
      moves: 4_000,
    },
  });
