import type { CommunityId } from '@maru/sync-core';

export const Bans = (_: { community: CommunityId }) => null;
