export type { FromSandbox, ToSandbox } from './messages.ts';
export { serveSandbox } from './serve.ts';
export { createSandbox } from './watch.ts';
