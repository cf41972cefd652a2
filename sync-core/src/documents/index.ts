export * from './board/index.ts';
export * from './note/index.ts';
export * from './port.ts';
export * from './sandbox.ts';
export * from './self/index.ts';
export * from './writer-id.ts';
