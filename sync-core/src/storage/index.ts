export type * from './community-store.ts';
export type { CommunityStoreDeps } from './deps.ts';
export type * from './envelope-types.ts';
