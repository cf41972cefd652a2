/** What embeds a relay needs: `npm start`, tests and benchmarks. */
export { type RelayLimits, relayLimits } from './limits.ts';
export { createRelay, type Relay, type RelayAddress, type RelayDeps } from './relay.ts';
export type { LogStore } from './store/log-store.ts';
export { createMemoryStore } from './store/memory-store.ts';
export { createSqliteStore } from './store/sqlite-store.ts';
