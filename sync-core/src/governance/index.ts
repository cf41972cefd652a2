export * from './order.ts';
export * from './types.ts';
