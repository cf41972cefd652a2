import type { CommunityId } from '@maru/sync-core';

export const Overview = (_: { community: CommunityId }) => null;
