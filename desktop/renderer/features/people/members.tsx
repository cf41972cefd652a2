import type { CommunityId } from '@maru/sync-core';

export const Members = (_: { community: CommunityId }) => null;
