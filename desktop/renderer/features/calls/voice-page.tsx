/** A voice channel: its call once one is in it, the way in before. */
import type { ChannelView, CommunityId } from '@maru/sync-core';
import { useStore } from 'zustand';
import { channelOf } from '../../calls/call-place.ts';
import { useServices } from '../../stores/services.ts';
import { Lobby } from './stage/lobby.tsx';
import { Stage } from './stage/stage.tsx';

export const VoicePage = ({ community, channel }: { community: CommunityId; channel: ChannelView }) => {
  const { call } = useServices();
  const isHere = useStore(
    call.store,
    ({ place }) => place?.community === community && channelOf(place) === channel.id,
  );
  return isHere ? <Stage /> : <Lobby community={community} channel={channel} />;
};
