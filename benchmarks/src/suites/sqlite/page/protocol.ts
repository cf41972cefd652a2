/** What the case asks the page's Worker, and what it is told. */
import type { Schema } from '../../../fixtures/schema.ts';

export type Task = {
  readonly repetitions: number;
  /** Not counted, before each figure. */
  readonly warmUps: number;
  /** Null: nothing is written. */
  readonly writes: Writes | null;
  readonly read: Read | null;
};

export type Writes = {
  readonly schema: Schema;
  readonly seed: number;
  readonly singles: number;
  readonly batched: number;
  readonly batchSizes: readonly number[];
  readonly mixed: number;
};

/** A file to read from: its address and how many messages it holds. */
export type Read = {
  readonly url: string;
  readonly size: string;
  readonly rows: number;
  readonly vacuum: boolean;
};

export type Sample = { readonly panel: string; readonly value: number };
export type Answer =
  | { readonly ok: true; readonly version: string; readonly samples: readonly Sample[] }
  | { readonly ok: false; readonly reason: string };

declare global {
  interface Window {
    measure(task: Task): Promise<Answer>;
  }
}
