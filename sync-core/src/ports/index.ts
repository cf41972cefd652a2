export * from './clock.ts';
export * from './logger.ts';
export * from './random.ts';
export * from './secret-store.ts';
export * from './sha256.ts';
export * from './sqlite.ts';
export * from './transport.ts';
