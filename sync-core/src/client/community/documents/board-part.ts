/** What boards add to reading a document in: which updates are the board's own, and which a branch's. */
import { concatBytes } from '../../../base/index.ts';
import { type BoardDocument, boardEngine } from '../../../documents/index.ts';
import type { OpId } from '../../../model/index.ts';
import type { DocumentLogRead, LoggedEntry, LoggedUpdate } from './document-log.ts';
import type { DocumentKindPart } from './read-in.ts';

/** Branches whose changes count on the board itself: who merges says so, and nobody takes it back. */
export const mergedBranches = (entries: readonly LoggedEntry[]): ReadonlySet<OpId> =>
  new Set(
    entries.flatMap((entry) =>
      entry.type === 'act' && entry.counts && entry.op.type === 'branchClosed' && entry.op.merged
        ? [entry.op.branch]
        : [],
    ),
  );

/**
 * All updates, of which those of the board and of `branch` count. Others' are there for what may rest on them: a
 * change that somebody wrote on top of one that doesn't count brings it along.
 */
export const updatesOf = (
  entries: readonly LoggedEntry[],
  branch: OpId | null,
  merged: ReadonlySet<OpId> = mergedBranches(entries),
): readonly LoggedUpdate[] => {
  return entries.flatMap((entry): readonly LoggedUpdate[] => {
    if (entry.type !== 'update') return [];
    const isOf = entry.branch === null || entry.branch === branch || merged.has(entry.branch);
    return [isOf || !entry.counts ? entry : { ...entry, counts: false }];
  });
};

export const boardPart: DocumentKindPart<BoardDocument> = {
  engine: boardEngine,
  join: (updates) => concatBytes(...updates),
  mainOf({ entries }: DocumentLogRead, fromStart: boolean) {
    if (fromStart) return updatesOf(entries, null);
    // Whether a branch was merged, and what was written in it before, can't be told from the logs' ends alone.
    const isOfBranch = entries.some(
      (entry) =>
        (entry.type === 'update' && entry.branch !== null) ||
        (entry.type === 'act' && entry.op.type === 'branchClosed'),
    );
    return isOfBranch ? null : updatesOf(entries, null);
  },
};
