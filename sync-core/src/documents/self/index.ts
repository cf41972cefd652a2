export { joinSelfUpdates } from './join-updates.ts';
export {
  createSelfDocument,
  type SelfDocument,
  type SelfMerge,
  type SelfRefusal,
  type SetSelf,
} from './self-document.ts';
export type { AttentionSubject, SelfKey, SelfPlace } from './self-keys.ts';
export type { MissedCall, QuietHours, TriedCall } from './self-values.ts';
