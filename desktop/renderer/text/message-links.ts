/** The address of a message, to be pasted where it is spoken of: ids only, opened by who may see it. */
import {
  type ChannelId,
  type CommunityId,
  isChannelId,
  isCommunityId,
  isMessageId,
  type MessageId,
} from '@maru/sync-core';

export type MessageAddress = {
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly message: MessageId;
};

export const messageLink = (base: string, { community, channel, thread, message }: MessageAddress): string =>
  `${base.replace(/\/$/, '')}/#message=${[community, channel, thread ?? '', message].join('.')}`;

/** The message that `text` is the address of, wherever it was copied; null where it is anything else. */
export const parseMessageLink = (text: string): MessageAddress | null => {
  const found = /^\S{1,300}#message=([0-9a-f]+)\.([0-9a-f]+)\.([0-9a-f]*)\.([0-9a-f]+)$/.exec(text);
  if (!found) return null;
  const [, community, channel, thread, message] = found;
  if (!isCommunityId(community) || !isChannelId(channel) || !isMessageId(message)) return null;
  if (thread !== '' && !isMessageId(thread)) return null;
  return { community, channel, thread: isMessageId(thread) ? thread : null, message };
};
