/** What the case asks the page's Worker, and what it is told. */
import type { Schema } from '../../../fixtures/schema.ts';

export type Task = {
  readonly schema: Schema;
  readonly seed: number;
  readonly singles: number;
  readonly batched: number;
  readonly mixed: number;
  readonly repetitions: number;
  /** Files to read from: their address and how many messages they hold. */
  readonly files: readonly { readonly url: string; readonly size: string; readonly rows: number }[];
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
