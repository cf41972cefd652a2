export * from './commands.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './ids.ts';
export * from './queries.ts';
export * from './rpc.ts';
