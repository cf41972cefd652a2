/** What the page tells the worker that seals and opens its frames. */
import type { CallKeysView, DeviceId } from '@maru/sync-core';

/** Of which track a transform is (its place among the four), and which way its frames go. */
export type TransformOptions =
  | { readonly way: 'out'; readonly track: number }
  | { readonly way: 'in'; readonly track: number; readonly device: DeviceId };

export type KeysOrder = { readonly keys: CallKeysView };
