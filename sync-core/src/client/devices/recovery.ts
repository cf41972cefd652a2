/** What of a person's communities is here again on a new device, and what is missing and why. */
import { unreachable } from '../../base/index.ts';
import type { FoundCommunity, OwnSpaceView } from '../devices-views.ts';
import type { OpenOwnSpace } from '../own-space/open-own-space.ts';
import type { CommunitySummary } from '../views.ts';

const stateOf = ({ membership, connection }: CommunitySummary): FoundCommunity['state'] => {
  switch (membership.kind) {
    case 'member':
    case 'device-removed':
      return 'here';
    case 'unopened':
      return 'unopened';
    case 'removed':
    case 'refused':
    case 'declined':
    case 'withdrawn':
      return 'left';
    case 'pending':
    case 'waiting':
      return connection.status === 'offline' || connection.status === 'connecting' ? 'silent' : 'waiting';
    default:
      return unreachable(membership);
  }
};

export const toFoundCommunity = (summary: CommunitySummary): FoundCommunity => ({
  id: summary.id,
  name: summary.name,
  relayUrl: summary.connection.relayUrl,
  state: stateOf(summary),
});

/** `wasComplete`: at any time since Maru was started. */
export const toOwnSpaceView = (
  space: OpenOwnSpace | null,
  relayUrl: string,
  wasComplete: boolean,
): OwnSpaceView => {
  if (space === null) return { relayUrl, state: 'connecting', isFound: false };
  const { status, problem } = space.connection();
  const state = space.isCaughtUp()
    ? 'complete'
    : status === 'online' || status === 'catching-up'
      ? 'reading'
      : problem === null
        ? 'connecting'
        : 'unreachable';
  return { relayUrl, state, isFound: wasComplete || state === 'complete' };
};
