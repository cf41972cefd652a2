export { joinSelfUpdates } from './join-updates.ts';
export {
  createSelfDocument,
  type SelfDocument,
  type SelfMerge,
  type SelfRefusal,
  type SetSelf,
} from './self-document.ts';
export {
  type AttentionSubject,
  keyToText,
  type SelfKey,
  type SelfKind,
  type SelfPlace,
  textToKey,
} from './self-keys.ts';
export type {
  QuietHours,
  SelfCommunity,
  SelfDraft,
  SelfValues,
  SettingValue,
} from './self-values.ts';
