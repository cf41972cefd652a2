/**
 * How many cameras a call carries: more than `limits.callCameras` at once is more than a machine of two cores
 * decodes beside its own [0024]; the others are heard. Everybody counts alike, so that a client that doesn't is
 * not shown.
 */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';

/** Whose cameras are shown: of those whose are on the first to have come. */
export const shownCameras = (participants: readonly CallParticipantView[]): ReadonlySet<DeviceId> =>
  new Set(
    participants
      .filter(({ camera, mayStream }) => camera && mayStream)
      .slice(0, limits.callCameras)
      .map(({ device }) => device),
  );

/** Whether the own camera would be one too many. */
export const areCamerasFull = (participants: readonly CallParticipantView[]): boolean =>
  participants.filter(({ me, camera, mayStream }) => !me && camera && mayStream).length >= limits.callCameras;
