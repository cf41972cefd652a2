import type { CommunityId } from '@maru/sync-core';

export const Invites = (_: { community: CommunityId }) => null;
