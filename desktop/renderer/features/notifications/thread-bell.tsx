/** A thread's own bell, at the head of its panel. */
import type { ChannelId, CommunityId, MessageId } from '@maru/sync-core';
import { Bell, BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { AttentionEntries } from './attention-entries.tsx';
import { useAttentionWords } from './attention-words.ts';
import { attentionAt, useAttention } from './use-attention.ts';

export const ThreadBell = ({
  community,
  channel,
  thread,
}: {
  community: CommunityId;
  channel: ChannelId;
  thread: MessageId;
}) => {
  const { t } = useTranslation();
  const words = useAttentionWords();
  const view = useAttention(community);
  const subject = { type: 'thread', community, channel, thread } as const;
  const attention = view && attentionAt(view, subject);
  const muted = attention && words.muted(attention);
  const label = t('notifications.ofThread');
  return (
    <ButtonMenu
      align="end"
      trigger={
        <IconButton
          icon={muted == null ? Bell : BellOff}
          size={16}
          label={muted == null ? label : `${label}: ${muted}`}
          tip={false}
        />
      }
      header={<AttentionEntries subject={subject} alone />}
      entries={[]}
    />
  );
};
