/** One measurement: prepared anew, timed, then checked outside the timed part. */
export type Trial<World> = {
  readonly name: string;
  /** Operations in one repetition. */
  readonly operations: number;
  readonly prepare: () => World;
  readonly run: (world: World) => void;
  /** Throws when the work wasn't done. Also closes what `prepare` opened. */
  readonly verify: (world: World) => void;
};

export type Figure = {
  readonly name: string;
  readonly operations: number;
  readonly repetitions: number;
  /** Medians and extremes over the repetitions, in operations per second. */
  readonly perSecond: { readonly median: number; readonly lowest: number; readonly highest: number };
};

export const measure = <World>(trial: Trial<World>, repetitions: number): Figure => {
  const rates: number[] = [];
  // The first repetition warms up and isn't counted.
  for (let round = 0; round <= repetitions; round++) {
    const world = trial.prepare();
    const start = process.hrtime.bigint();
    trial.run(world);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    trial.verify(world);
    if (round > 0) rates.push(trial.operations / seconds);
  }
  rates.sort((a, b) => a - b);
  return {
    name: trial.name,
    operations: trial.operations,
    repetitions,
    perSecond: {
      median: Math.round(rates[Math.floor(rates.length / 2)] ?? 0),
      lowest: Math.round(rates[0] ?? 0),
      highest: Math.round(rates.at(-1) ?? 0),
    },
  };
};
