/** Medians with spread, and whether two sets of figures differ by more than their spread explains. */
import { medianAbsoluteDeviation, quantile } from 'simple-statistics';
import { createSeeded } from './seeded.ts';

export type Summary = {
  readonly count: number;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** Median absolute deviation over the median. */
  readonly spread: number;
};

export const median = (values: readonly number[]): number => quantile([...values], 0.5);

export const percentile = (values: readonly number[], at: number): number => quantile([...values], at);

export const summarise = (values: readonly number[]): Summary => {
  const middle = median(values);
  return {
    count: values.length,
    median: middle,
    lower: quantile([...values], 0.25),
    upper: quantile([...values], 0.75),
    spread: middle === 0 ? 0 : medianAbsoluteDeviation([...values]) / Math.abs(middle),
  };
};

export type Interval = { readonly ratio: number; readonly low: number; readonly high: number };

const resamples = 4_000;

const createDraw = (): ((values: readonly number[]) => number) => {
  const random = createSeeded(0x6d617275);
  return (values) => median(values.map(() => values[random.below(values.length)] ?? 0));
};

const toInterval = (ratio: number, drawn: readonly number[]): Interval => ({
  ratio,
  low: percentile(drawn, 0.005),
  high: percentile(drawn, 0.995),
});

/**
 * The ratio of the medians `now` / `before` with its 99 % interval, by bootstrap over processes: figures
 * of one process hang together, so processes are what is drawn, not repetitions.
 */
export const ratioOfMedians = (before: readonly number[], now: readonly number[]): Interval => {
  const draw = createDraw();
  const ratios = Array.from({ length: resamples }, () => draw(now) / draw(before));
  return toInterval(median(now) / median(before), ratios);
};

/** The median of ratios that were taken pair by pair, with its 99 % interval by bootstrap over the pairs. */
export const medianWithInterval = (ratios: readonly number[]): Interval => {
  const draw = createDraw();
  return toInterval(
    median(ratios),
    Array.from({ length: resamples }, () => draw(ratios)),
  );
};
