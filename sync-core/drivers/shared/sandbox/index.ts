export type { FromSandbox, ToSandbox } from './messages.ts';
export { type SandboxPort, serveSandbox } from './serve.ts';
export { createSandbox, type SandboxPlatform } from './watch.ts';
