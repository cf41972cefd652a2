/** What is asked of the host about the call that this page is in, alike for a channel and for two. */
import type { CallParticipantView } from '@maru/sync-core';
import type { CommandInputs, HostBridge } from '../../contract/index.ts';
import { type CallPlace, isPair } from './call-place.ts';

/** Null when the host has no answer now. */
export const participantsIn = async (
  bridge: HostBridge,
  place: CallPlace,
): Promise<readonly CallParticipantView[] | null> => {
  const { community } = place;
  if (isPair(place)) {
    const answer = await bridge.query('pairCall', { community, ring: place.ring });
    return answer.ok ? answer.value : null;
  }
  const answer = await bridge.query('calls', { community });
  if (!answer.ok) return null;
  return answer.value.find(({ channel }) => channel === place.channel)?.participants ?? [];
};

type Own = Omit<CommandInputs['joinCall'], 'community' | 'channel'>;
export const joinAt = (bridge: HostBridge, place: CallPlace, own: Own) => {
  const { community } = place;
  return isPair(place)
    ? bridge.command('joinPair', { community, ring: place.ring, ...own })
    : bridge.command('joinCall', { community, channel: place.channel, ...own });
};
