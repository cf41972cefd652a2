/** The public surface of the core. */
export * from './base/index.ts';
export * from './client/index.ts';
export * from './crypto/index.ts';
// Both layers have a `Place`; out here the name is governance's.
export type { Place } from './governance/index.ts';
export * from './governance/index.ts';
export * from './model/index.ts';
export * from './ports/index.ts';
export * from './protocol/index.ts';
export type { Place as TimelinePlace } from './storage/index.ts';
export * from './storage/index.ts';
export * from './sync/index.ts';
export * from './timeline/index.ts';
