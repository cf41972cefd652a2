/** What the core's ports are in a browser, in a page or a Worker. */
export { createMemorySlots, type SlotStore } from '../shared/index.ts';
export { checkSqliteVersion, sqliteFloor } from '../shared/version.ts';
export * from './clock.ts';
export * from './document-sandbox.ts';
export * from './indexeddb-slots.ts';
export * from './opfs-slots.ts';
export * from './random.ts';
export * from './sqlite-wasm-driver.ts';
export * from './sqljs.ts';
export * from './tab-owner.ts';
export * from './websocket-connector.ts';
