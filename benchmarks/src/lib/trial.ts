/**
 * What a case is given inside its process. `measure` is the one way that time is taken: prepared anew,
 * warmed up, timed, and checked outside the timed part.
 */
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

export const createTrial = (settings: TrialSettings): Trial & { outcome(): Outcome } => {
  const { scale, seed, folder, fixtures } = settings;
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
        globalThis.gc?.();
        const start = process.hrtime.bigint();
        const done = work.run(world);
        // Awaiting costs a turn of the microtask queue: not charged to synchronous work.
        if (done instanceof Promise) await done;
        const seconds = Number(process.hrtime.bigint() - start) / 1e9;
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
