/**
 * Brings log files into a target, in batches, telling how far it is. Malformed lines and damaged files
 * are counted, never fatal; only the target can make an import fail. Stopped half-way it keeps what is
 * written, and the same files can be imported again: lines that are there are skipped by their names.
 */

import type { ImportProgress } from '@maru/sync-core';
import { type ChannelId, type Clock, err, ok, type Result } from '@maru/sync-core';
import { type LogFileError, maxLogBytes, unpackLog } from './irc-file.ts';
import { baseName, resolveLog } from './irc-resolve.ts';
import type { ImportedLine, ImportTarget } from './target.ts';

export type LogFile = { readonly name: string; readonly bytes: Uint8Array };

/** A file that could not be read; the import went on without it. */
export type FileProblem = { readonly file: string; readonly error: LogFileError };

export type ImportOptions = {
  readonly id: string;
  readonly clock: Clock;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
  /** Lines per commit. */
  readonly batchLines?: number;
  readonly maxBytes?: number;
};

export type ImportReport = {
  readonly progress: ImportProgress;
  readonly channels: readonly string[];
  readonly problems: readonly FileProblem[];
};

/** Big enough that a commit's cost vanishes, small enough that the host answers between two. */
const defaultBatchLines = 2_000;

/** Sorted by path, so that a channel's days come in order; the order given doesn't matter. */
const inPathOrder = (files: readonly LogFile[]): readonly LogFile[] =>
  [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/**
 * Imports `files` (plain or gzip). Resolves when all is durable, when `signal` stopped it (phase
 * `stopped`), or when the target refused: then with the target's error.
 */
export const importIrc = async <E>(
  files: readonly LogFile[],
  target: ImportTarget<E>,
  options: ImportOptions,
): Promise<Result<ImportReport, E>> => {
  const { id, clock, signal, onProgress, batchLines = defaultBatchLines, maxBytes = maxLogBytes } = options;
  const startedAt = clock.now();
  const channels = new Map<string, ChannelId>();
  const problems: FileProblem[] = [];
  const count = { filesDone: 0, lines: 0, messages: 0, skippedDoubles: 0, malformed: 0 };

  const tell = (phase: ImportProgress['phase']): ImportProgress => {
    const elapsedMs = Math.max(0, clock.now() - startedAt);
    const progress: ImportProgress = { id, phase, files: files.length, ...count, elapsedMs };
    onProgress(progress);
    return progress;
  };
  const breathe = () => new Promise<void>((resolve) => clock.schedule(0, resolve));

  const write = async (name: string, items: readonly ImportedLine[]): Promise<Result<null, E>> => {
    if (items.length === 0) return ok(null);
    let channel = channels.get(name);
    if (channel === undefined) {
      const ensured = await target.ensureChannel(name);
      if (!ensured.ok) return ensured;
      channel = ensured.value;
      channels.set(name, channel);
    }
    const written = await target.write(channel, items);
    if (!written.ok) return written;
    count.messages += written.value.written;
    count.skippedDoubles += written.value.doubles;
    tell('writing');
    await breathe();
    return ok(null);
  };

  const importFile = async (file: LogFile): Promise<Result<null, E>> => {
    const content = await unpackLog(file.bytes, maxBytes);
    if (!content.ok) {
      // A file that can't be read has lines that nobody knows: it shows as one that is malformed.
      count.malformed += 1;
      problems.push({ file: baseName(file.name), error: content.error });
      return ok(null);
    }
    const { channel, lines } = resolveLog(file.name, content.value);
    let batch: ImportedLine[] = [];
    for (const { items, malformed } of lines) {
      count.lines += 1;
      if (malformed) count.malformed += 1;
      batch.push(...items);
      if (batch.length < batchLines) continue;
      const done = await write(channel, batch);
      if (!done.ok || signal.aborted) return done;
      batch = [];
    }
    return write(channel, batch);
  };

  tell('reading');
  for (const file of inPathOrder(files)) {
    if (signal.aborted) break;
    const done = await importFile(file);
    if (!done.ok) {
      tell('failed');
      return err(done.error);
    }
    if (!signal.aborted) count.filesDone += 1;
  }
  const progress = tell(signal.aborted && count.filesDone < files.length ? 'stopped' : 'done');
  return ok({ progress, channels: [...channels.keys()], problems });
};
