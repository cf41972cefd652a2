/**
 * The address of a note, a board or a card of it, to be pasted where it is spoken of: ids only, opened by who may see
 * it. The form is that of messages (`message-links.ts`).
 */
import {
  type CardId,
  type ChannelId,
  type CommunityId,
  isCardId,
  isChannelId,
  isCommunityId,
  isMessageId,
  type MessageId,
} from '@maru/sync-core';

export type DocumentAddress = {
  readonly kind: 'note' | 'board';
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  /** Of a board. */
  readonly card: CardId | null;
};

/** Nothing is left at its end that could be taken for the end of a sentence. */
export const documentLink = (
  base: string,
  { kind, community, channel, thread, card }: DocumentAddress,
): string => {
  const parts = [community, channel, thread ?? '', card ?? ''].join('.').replace(/\.+$/, '');
  return `${base.replace(/\/$/, '')}/#${kind}=${parts}`;
};

/** What `text` is the address of, wherever it was copied; null where it is anything else. */
export const parseDocumentLink = (text: string): DocumentAddress | null => {
  const found = /^\S{1,300}#(note|board)=([0-9a-f]+)\.([0-9a-f]+)(?:\.([0-9a-f]*)(?:\.([0-9a-f]+))?)?$/.exec(
    text,
  );
  if (!found) return null;
  const [, kind, community, channel, thread = '', card = ''] = found;
  if (!isCommunityId(community) || !isChannelId(channel)) return null;
  if ((thread !== '' && !isMessageId(thread)) || (card !== '' && !isCardId(card))) return null;
  return {
    kind: kind === 'note' ? 'note' : 'board',
    community,
    channel,
    thread: isMessageId(thread) ? thread : null,
    card: isCardId(card) ? card : null,
  };
};
