/**
 * Group commit: what arrives in one turn of the event loop is stored in one transaction, and
 * acknowledged only after it [S1]. While a commit syncs the disk the next group gathers in the
 * sockets, so groups grow with the load by themselves.
 */
import type { LogStore, StoreWrite } from './log-store.ts';

export type Commit = {
  /** May be empty: then `done` only waits for what was submitted before. */
  readonly writes: readonly StoreWrite[];
  /** Called in the order of submission, after the commit. `stored` false: nothing of the group was kept. */
  done(stored: boolean): void;
};

export type Committer = {
  submit(commit: Commit): void;
  /** Commits what waits, now: before anything that tells a peer what is held. */
  flush(): void;
};

export type CommitterDeps = {
  readonly store: LogStore;
  /** Runs `flush` at the end of this turn. */
  schedule(): void;
  /** After each commit, before anyone is told (tests kill the process here). */
  committed(writes: number): void;
  failed(error: unknown): void;
  /** Telling one of the group threw; the others are told all the same. */
  bug(error: unknown): void;
};

export const createCommitter = ({ store, schedule, committed, failed, bug }: CommitterDeps): Committer => {
  let waiting: Commit[] = [];

  const storeGroup = (group: readonly Commit[]): boolean => {
    const writes = group.flatMap((commit) => commit.writes);
    if (writes.length === 0) return true;
    try {
      store.commit(writes);
    } catch (error) {
      failed(error);
      return false;
    }
    committed(writes.length);
    return true;
  };

  return {
    submit(commit) {
      if (waiting.length === 0) schedule();
      waiting.push(commit);
    },
    flush() {
      if (waiting.length === 0) return;
      const group = waiting;
      waiting = [];
      const stored = storeGroup(group);
      for (const commit of group)
        try {
          commit.done(stored);
        } catch (error) {
          bug(error);
        }
    },
  };
};
