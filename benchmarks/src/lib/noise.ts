/**
 * The noise check: known work between trials. When the same loop takes longer, something else is using
 * the machine, and the trials beside it are marked. Its time also sets figures of two runs against each other.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { median } from './stats.ts';

export type Noise = {
  /** Milliseconds of a loop over 4 MiB of memory. */
  readonly cpuMs: number;
  /** Milliseconds of writing 4 KiB and flushing it to the disk. */
  readonly diskMs: number;
};

const memory = new Uint32Array(1 << 20);

const loop = (): number => {
  let state = 1;
  for (let index = 0; index < 3_000_000; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = state >>> 12;
    memory[at] = ((memory[at] ?? 0) + state) >>> 0;
  }
  return state;
};

const timed = (task: () => void): number => {
  const start = process.hrtime.bigint();
  task();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

const times = (count: number, task: () => void): readonly number[] =>
  Array.from({ length: count }, () => timed(task));

/** `file` lies on the disk that trials write to. */
export const createNoiseCheck = (file: string): { check(): Noise; close(): void } => {
  const handle = openSync(file, 'w', 0o600);
  const page = new Uint8Array(4_096).fill(1);
  // The first rounds are the compiler's.
  times(5, () => void loop());
  return {
    check: () => ({
      cpuMs: median(times(5, () => void loop())),
      diskMs: median(
        times(5, () => {
          writeSync(handle, page, 0, page.length, 0);
          fsyncSync(handle);
        }),
      ),
    }),
    close: () => closeSync(handle),
  };
};

/** Over the run's own quiet quarter by this much, and what was measured beside it is marked as noisy. */
export const noisyBeyond = 1.15;

export const quietOf = (checks: readonly number[]): number => {
  const sorted = [...checks].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? Number.NaN;
};
