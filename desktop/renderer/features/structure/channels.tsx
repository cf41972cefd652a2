import type { CommunityId } from '@maru/sync-core';

export const ChannelsList = (_: { community: CommunityId }) => null;
