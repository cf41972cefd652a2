import type { CommunityId } from '@maru/sync-core';

export const Rules = (_: { community: CommunityId }) => null;
