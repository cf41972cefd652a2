export * from './contract.ts';
export * from './documents.ts';
export * from './sqlite.ts';
export * from './sqlite-world.ts';
