export * from './self/index.ts';
export * from './board/index.ts';
