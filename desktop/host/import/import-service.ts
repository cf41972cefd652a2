/**
 * Imports as the host offers them: started, watched and stopped by name, one after the other so that two
 * never write the same channel at once. The same in the worker, in Electron's host and in the CLI.
 */
import {
  type Client,
  type ClientError,
  type Clock,
  type CommunityId,
  err,
  type ImportProgress,
  ok,
  type Result,
} from '@maru/sync-core';
import type { CommandInputs, CommandOutputs } from '../../contract/index.ts';
import { createClientTarget } from './client-target.ts';
import { type ImportReport, importIrc, type LogFile } from './importer.ts';

/** Finished imports that `imports` still tells of. */
const rememberedImports = 20;
/** At most this often is progress told, in milliseconds. */
const progressMs = 100;

export type ImportServiceDeps = {
  readonly client: Pick<Client, 'community' | 'createCommunity'>;
  readonly clock: Clock;
  readonly emit: (progress: ImportProgress) => void;
};

/** The contract's `startImport`; bytes of any kind of buffer. */
export type ImportRequest = Omit<CommandInputs['startImport'], 'files'> & {
  readonly files: readonly LogFile[];
};

/** As the host's contract has it. */
export type ImportService = {
  /** Answers once the community is there; the import goes on by itself. `community` null: a new one called `name`. */
  start(request: ImportRequest): Promise<Result<CommandOutputs['startImport'], ClientError>>;
  /** What is written stays. `not-found` for an import that isn't running. */
  stop(id: string): Promise<Result<Record<string, never>, ClientError>>;
  /** Newest last: the running ones and the last finished ones. */
  list(): readonly ImportProgress[];
  /** The end of an import; null for one that isn't known. */
  finished(id: string): Promise<Result<ImportReport, ClientError>> | null;
  /** Stops all and waits for what is being written. Before the client is closed. */
  close(): Promise<void>;
};

type Running = {
  progress: ImportProgress;
  toldAt: number;
  readonly stop: AbortController;
  readonly done: Promise<Result<ImportReport, ClientError>>;
};

const isOver = ({ phase }: ImportProgress): boolean => phase !== 'reading' && phase !== 'writing';

export const createImportService = ({ client, clock, emit }: ImportServiceDeps): ImportService => {
  const known = new Map<string, Running>();
  let last: Promise<unknown> = Promise.resolve();
  let made = 0;

  const forget = () => {
    for (const [id, { progress }] of known) {
      if (known.size <= rememberedImports) return;
      if (isOver(progress)) known.delete(id);
    }
  };

  const pickCommunity = async ({
    community,
    name,
  }: ImportRequest): Promise<Result<CommunityId, ClientError>> => {
    if (community !== null) return ok(community);
    const created = await client.createCommunity(name);
    return created.ok ? ok(created.value.community) : created;
  };

  return {
    async start(request) {
      const picked = await pickCommunity(request);
      if (!picked.ok) return picked;
      const open = client.community(picked.value);
      if (open === null) return err({ kind: 'not-found' });

      made += 1;
      const id = `import-${clock.now().toString(36)}-${made}`;
      const stop = new AbortController();
      const tell = (progress: ImportProgress): void => {
        const entry = known.get(id);
        if (entry === undefined) return;
        const changedPhase = entry.progress.phase !== progress.phase;
        entry.progress = progress;
        const now = clock.now();
        if (!changedPhase && !isOver(progress) && Math.abs(now - entry.toldAt) < progressMs) return;
        entry.toldAt = now;
        emit(progress);
      };
      const run = () =>
        importIrc(request.files, createClientTarget(open), {
          id,
          clock,
          signal: stop.signal,
          onProgress: tell,
        });
      const done = last.then(run).catch((thrown: unknown) => {
        // A bug: the import ends as failed before the host reports the throw.
        const entry = known.get(id);
        if (entry !== undefined) tell({ ...entry.progress, phase: 'failed' });
        throw thrown;
      });
      last = done.catch(() => undefined);
      const progress: ImportProgress = {
        id,
        phase: 'reading',
        files: request.files.length,
        filesDone: 0,
        lines: 0,
        messages: 0,
        skippedDoubles: 0,
        malformed: 0,
        elapsedMs: 0,
      };
      known.set(id, { progress, toldAt: clock.now(), stop, done });
      forget();
      emit(progress);
      return ok({ id, community: picked.value });
    },
    async stop(id) {
      const entry = known.get(id);
      if (entry === undefined || isOver(entry.progress)) return err({ kind: 'not-found' });
      entry.stop.abort();
      return ok({});
    },
    list: () => [...known.values()].map(({ progress }) => progress),
    finished: (id) => known.get(id)?.done ?? null,
    async close() {
      for (const { stop } of known.values()) stop.abort();
      await last;
    },
  };
};
