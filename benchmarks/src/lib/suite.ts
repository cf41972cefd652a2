/** What a suite is made of: panels (one chart each) and cases, each of which runs in processes of its own. */
import type { FixtureId } from '../fixtures/index.ts';
import type { Trial } from './trial.ts';

export const scales = ['tiny', 'quick', 'full'] as const;
export type Scale = (typeof scales)[number];
export type ByScale<T> = { readonly [S in Scale]: T };

export type Unit = 'ops/s' | 'ms' | 'µs' | 'bytes' | 'MiB' | 'KiB' | 'count' | 'fps';

/** What a figure hangs on besides the code, and so what it is set right by when two runs are compared. */
export type Kind = 'cpu' | 'disk' | 'size';

export type Panel = {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower';
  readonly kind: Kind;
  /** Label of the entry that all others are set against; code that isn't ours, where there is any. */
  readonly reference?: string;
  /** What is done and how the outcome is checked: shown under the title. */
  readonly note: string;
};

export type CaseModule = { readonly run: (trial: Trial) => Promise<void> };

export type Case = {
  readonly id: string;
  /** Fresh processes at each scale; 0 leaves the case out. Default: one, two, three. */
  readonly processes?: Partial<ByScale<number>>;
  /** Files that must lie ready before any clock runs. */
  readonly fixtures?: ByScale<readonly FixtureId[]>;
  /** Seconds that one process takes, for the estimate before anything is known of this machine. */
  readonly seconds: ByScale<number>;
  /** Loaded only in the process that runs it. */
  readonly load: () => Promise<CaseModule>;
};

export type Suite = {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly panels: readonly Panel[];
  readonly cases: readonly Case[];
};

const defaultProcesses: ByScale<number> = { tiny: 1, quick: 2, full: 3 };

export const processesOf = (item: Case, scale: Scale, rounds: number | null): number => {
  const count = item.processes?.[scale] ?? defaultProcesses[scale];
  return count === 0 ? 0 : (rounds ?? count);
};
