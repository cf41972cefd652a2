export * from './self/index.ts';
