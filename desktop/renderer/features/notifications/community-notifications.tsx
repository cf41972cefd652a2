import type { CommunityId } from '@maru/sync-core';

export const CommunityNotifications = (_: { community: CommunityId }) => null;
