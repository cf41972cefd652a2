export * from './backoff.ts';
export * from './engine.ts';
export * from './engine-types.ts';
export * from './replica.ts';
export { stepSession } from './session.ts';
export {
  createSessionState,
  type SessionConfig,
  type SessionEffect,
  type SessionEnv,
  type SessionEvent,
  type SessionState,
} from './session-state.ts';
export * from './status.ts';
