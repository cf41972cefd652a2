/** What a sandbox and its thread say to each other. Both ends are the app's own code. */
import type { SandboxTask } from '../../../src/documents/index.ts';

export type ToSandbox = { readonly id: number; readonly task: SandboxTask };

export type FromSandbox =
  /** Its engines are loaded. */
  | { readonly type: 'ready' }
  /** This entry of the task is applied next. */
  | { readonly type: 'next'; readonly id: number; readonly entry: number }
  | { readonly type: 'done'; readonly id: number }
  /** An engine threw. */
  | { readonly type: 'broken'; readonly id: number };
