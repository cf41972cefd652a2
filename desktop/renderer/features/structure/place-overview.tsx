import type { CommunityId } from '@maru/sync-core';
import type { PlaceSubject } from '../../stores/navigation-store.ts';

export const PlaceOverview = (_: { community: CommunityId; of: PlaceSubject }) => null;
