/** What a press on a channel does anywhere: its page opens, and a call that one may be in is joined. */
import type { ChannelView, CommunityId } from '@maru/sync-core';
import type { Services } from '../../../stores/services.ts';

export const enterChannel = (
  { call, navigation }: Pick<Services, 'call' | 'navigation'>,
  community: CommunityId,
  channel: ChannelView,
): void => {
  navigation.openChannel(community, channel.id);
  if (channel.voice?.enter === null && !channel.archived) void call.join({ community, channel: channel.id });
};
