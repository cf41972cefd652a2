import type { CommunityId } from '@maru/sync-core';

export const Requests = (_: { community: CommunityId }) => null;
