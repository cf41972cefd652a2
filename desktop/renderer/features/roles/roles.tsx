import type { CommunityId } from '@maru/sync-core';

export const Roles = (_: { community: CommunityId }) => null;
