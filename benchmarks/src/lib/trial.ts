/**
 * What a case is given inside its process. `measure` is the one way that time is taken: prepared anew,
 * warmed up, timed, and checked outside the timed part.
 */
import type { Profiler } from './profiler.ts';
import type { ByScale, Panel, Scale } from './suite.ts';

/** Thrown where something can't run on this machine; the report says so with the reason. */
export class Skipped extends Error {}

export type Sample = { readonly panel: string; readonly entry: string; readonly value: number };

export type Work<World> = {
  /** Operations in one repetition. */
  readonly operations: number;
  readonly prepare: () => World | Promise<World>;
  readonly run: (world: World) => void | Promise<void>;
  /** Throws when the work wasn't done. Also closes what `prepare` opened. */
  readonly verify: (world: World) => void | Promise<void>;
  /** Default: as many as the scale has. */
  readonly repetitions?: number;
  readonly warmUps?: number;
};

export type Trial = {
  readonly scale: Scale;
  /** Decides all generated data: the same for each entry of one round, another in each round. */
  readonly seed: number;
  /** Empty at the start, removed at the end. */
  readonly folder: string;
  readonly repetitions: number;
  pick<T>(by: ByScale<T>): T;
  /** The folder of a fixture that the case named. Never written to: copy what is to change. */
  fixture(id: string): string;
  /** One figure, taken by the case itself, in the panel's unit. */
  record(panel: string, entry: string, value: number): void;
  measure<World>(panel: string, entry: string, work: Work<World>): Promise<void>;
  /** A fact the report shows: a version, a pragma, a guarantee. */
  fact(name: string, value: string): void;
};

export type Outcome = {
  readonly samples: readonly Sample[];
  readonly facts: Readonly<Record<string, string>>;
};

export type TrialSettings = {
  readonly scale: Scale;
  readonly seed: number;
  readonly folder: string;
  readonly fixtures: Readonly<Record<string, string>>;
  readonly panels: readonly Panel[];
  /** Told before and after each timed part of one panel. */
  readonly profiler: (Profiler & { readonly panel: string }) | null;
  /** Part of its own time that everything but a reference idles away; 0 for real figures. */
  readonly slowDown: number;
};

const repetitionsAt: ByScale<number> = { tiny: 1, quick: 3, full: 5 };

/** Seconds for `operations`, in the panel's unit. */
const toUnit = (panel: Panel, seconds: number, operations: number): number => {
  switch (panel.unit) {
    case 'ops/s':
      return operations / seconds;
    case 'ms':
      return (seconds * 1e3) / operations;
    case 'µs':
      return (seconds * 1e6) / operations;
    default:
      throw new Error(`bug: ${panel.id} is measured in ${panel.unit}, which is no unit of time`);
  }
};

/** Busy, as code that does needless work is. */
const burn = (nanoseconds: number): void => {
  const until = process.hrtime.bigint() + BigInt(Math.round(nanoseconds));
  while (process.hrtime.bigint() < until);
};

export const createTrial = (settings: TrialSettings): Trial & { outcome(): Outcome } => {
  const { scale, seed, folder, fixtures, profiler, slowDown } = settings;
  const samples: Sample[] = [];
  const facts: Record<string, string> = {};
  const panelOf = (id: string): Panel => {
    const panel = settings.panels.find((one) => one.id === id);
    if (!panel) throw new Error(`bug: no panel ${id}`);
    return panel;
  };
  const record = (panel: string, entry: string, value: number): void => {
    if (!Number.isFinite(value)) throw new Error(`${panel}/${entry} is no number: ${value}`);
    samples.push({ panel: panelOf(panel).id, entry, value });
  };
  return {
    scale,
    seed,
    folder,
    repetitions: repetitionsAt[scale],
    pick: (by) => by[scale],
    fixture(id) {
      const path = fixtures[id];
      if (path === undefined) throw new Error(`bug: the case didn't name the fixture ${id}`);
      return path;
    },
    record,
    async measure(panel, entry, work) {
      const warmUps = work.warmUps ?? (scale === 'tiny' ? 0 : 1);
      const repetitions = work.repetitions ?? repetitionsAt[scale];
      for (let round = -warmUps; round < repetitions; round++) {
        const world = await work.prepare();
        const profiled = round >= 0 && profiler?.panel === panel ? profiler : null;
        globalThis.gc?.();
        await profiled?.start();
        const start = process.hrtime.bigint();
        const done = work.run(world);
        // Awaiting costs a turn of the microtask queue: not charged to synchronous work.
        if (done instanceof Promise) await done;
        if (slowDown > 0 && panelOf(panel).reference !== entry)
          burn(Number(process.hrtime.bigint() - start) * slowDown);
        const seconds = Number(process.hrtime.bigint() - start) / 1e9;
        await profiled?.stop();
        await work.verify(world);
        if (round >= 0) record(panel, entry, toUnit(panelOf(panel), seconds, work.operations));
      }
    },
    fact(name, value) {
      facts[name] = value;
    },
    outcome: () => ({ samples, facts }),
  };
};
