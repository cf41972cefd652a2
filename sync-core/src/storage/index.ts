export type * from './community-store.ts';
export { createCommunityStore } from './create-community-store.ts';
export type { CommunityStoreDeps, Sight } from './deps.ts';
export type * from './documents/document-types.ts';
export type * from './envelope-types.ts';
export { type Migration, migrate } from './migrations/index.ts';
export * from './profile-store.ts';
export { matchRanges, type TextRange } from './search/ranges.ts';
export { queryToTokens, textToIndex } from './search/tokens.ts';
