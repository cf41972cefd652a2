export * from './engine-types.ts';
export * from './replica.ts';
export * from './status.ts';
