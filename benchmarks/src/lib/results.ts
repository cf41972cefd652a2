/** The results file: every figure of every process, with what it was measured on. Parsed when read back. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { scales } from './suite.ts';

const machine = z.object({
  key: z.string(),
  cpu: z.string(),
  cores: z.number(),
  memoryMiB: z.number(),
  platform: z.string(),
  kernel: z.string(),
  filesystem: z.string(),
  node: z.string(),
  v8: z.string(),
  packages: z.record(z.string(), z.string()),
  sqlite: z.record(z.string(), z.string()),
  pragmas: z.record(z.string(), z.string()),
});
export type Machine = z.infer<typeof machine>;

const processFigures = z.object({
  round: z.number(),
  samples: z.array(z.number()),
  /** The noise check around this process: the mean of before and after. */
  cpuMs: z.number(),
  diskMs: z.number(),
  noisy: z.boolean(),
});

/** `case` is the one that measured it. */
const entry = z.object({ label: z.string(), case: z.string(), processes: z.array(processFigures) });
export type Entry = z.infer<typeof entry>;

const panel = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.enum(['ops/s', 'ms', 'µs', 'bytes', 'MiB', 'KiB', 'count', 'fps']),
  better: z.enum(['higher', 'lower']),
  kind: z.enum(['cpu', 'disk', 'size']),
  reference: z.string().optional(),
  note: z.string(),
  entries: z.array(entry),
});
export type PanelResult = z.infer<typeof panel>;

const suite = z.object({
  name: z.string(),
  title: z.string(),
  about: z.string(),
  measuredAt: z.string(),
  commit: z.string(),
  command: z.string(),
  seconds: z.number(),
  facts: z.record(z.string(), z.string()),
  /** Cases that couldn't run here, and why. */
  skipped: z.array(z.object({ case: z.string(), reason: z.string() })),
  /** Seconds that one process of each case took, for the next estimate. */
  caseSeconds: z.record(z.string(), z.number()),
  panels: z.array(panel),
});
export type SuiteResult = z.infer<typeof suite>;

const results = z.object({
  version: z.literal(1),
  scale: z.enum(scales),
  machine,
  /** Seconds that fixtures took to make, where they weren't there yet. */
  fixtureSeconds: z.record(z.string(), z.number()).default({}),
  suites: z.array(suite),
});
export type Results = z.infer<typeof results>;

export const readResults = (path: string): Results | null =>
  existsSync(path) ? results.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;

export const writeResults = (path: string, value: Results): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`);
};

/** A run of some suites takes the place of those in `kept`; the others stay with the date they have. */
export const mergeResults = (kept: Results | null, fresh: Results): Results => {
  if (!kept) return fresh;
  const names = new Set(fresh.suites.map(({ name }) => name));
  return {
    ...fresh,
    fixtureSeconds: { ...kept.fixtureSeconds, ...fresh.fixtureSeconds },
    suites: [...kept.suites.filter(({ name }) => !names.has(name)), ...fresh.suites],
  };
};
