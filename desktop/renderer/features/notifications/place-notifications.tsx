/** What of a channel or a category calls for one's attention. */
import type { AttentionSubject, CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import type { PlaceSubject } from '../../stores/navigation-store.ts';
import { useAttentionWords } from './attention-words.ts';
import { LevelChoice } from './level-choice.tsx';
import { MuteSection } from './mute-section.tsx';
import styles from './notifications.module.css';
import { attentionAt, useAttention, useAttentionActs } from './use-attention.ts';

export const PlaceNotifications = ({ community, of }: { community: CommunityId; of: PlaceSubject }) => {
  const { t } = useTranslation();
  const view = useAttention(community);
  const words = useAttentionWords();
  const acts = useAttentionActs();
  const subject: AttentionSubject =
    of.kind === 'channel'
      ? { type: 'channel', community, channel: of.channel }
      : { type: 'category', community, category: of.category };
  const attention = view && attentionAt(view, subject);
  if (!attention) return null;
  return (
    <div className={styles.page}>
      <LevelChoice
        value={attention.own}
        inherit={{ label: t('notifications.inherit'), hint: words.inherited(attention.inherited) }}
        onChange={(level) => acts.setLevel({ subject, level })}
      />
      <MuteSection subject={subject} attention={attention} />
    </div>
  );
};
