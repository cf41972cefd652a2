import type { CommunityId } from '@maru/sync-core';

export const AuditLog = (_: { community: CommunityId }) => null;
