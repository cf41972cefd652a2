/** What the core's ports are in Node and Electron. */
export { createMemorySlots, type SlotStore, type SqlJsOptions } from '../shared/index.ts';
export { checkSqliteVersion, sqliteFloor } from '../shared/version.ts';
export * from './automerge.ts';
export * from './better-sqlite-driver.ts';
export * from './clock.ts';
export * from './document-sandbox.ts';
export * from './file-slots.ts';
export * from './logger.ts';
export * from './random.ts';
export * from './secret-store.ts';
export * from './sha256.ts';
export * from './sqljs.ts';
export * from './websocket-connector.ts';
