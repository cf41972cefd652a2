import type { CommunityId } from '@maru/sync-core';

export const Reports = (_: { community: CommunityId }) => null;
