/** The deterministic simulation. For tests: it runs in Node, over better-sqlite3 in memory. */
export { type FaultName, faultNames } from './faults.ts';
export { type Mutant, runWorld, type WorldOptions } from './world.ts';
