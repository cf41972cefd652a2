/** What of a community calls for one's attention: the level, a mute, mentions of many, places of their own. */
import type { AttentionSubject, CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import { SwitchRow } from '../settings/switch-row.tsx';
import { useAttentionWords } from './attention-words.ts';
import { LevelChoice } from './level-choice.tsx';
import { MuteSection } from './mute-section.tsx';
import styles from './notifications.module.css';
import { OwnPlaces } from './own-places.tsx';
import { useAttention, useAttentionActs } from './use-attention.ts';

export const CommunityNotifications = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const view = useAttention(community);
  const sidebar = useSidebar();
  const words = useAttentionWords();
  const acts = useAttentionActs();
  if (!view || !sidebar) return null;
  const subject: AttentionSubject = { type: 'community', community };
  return (
    <div className={styles.page}>
      <LevelChoice
        value={view.community.own}
        inherit={{ label: t('notifications.proposed'), hint: words.level(view.proposed) }}
        onChange={(level) => acts.setLevel({ subject, level })}
      />
      <MuteSection subject={subject} attention={view.community} />
      <section className={styles.group}>
        <h2 className={styles.title}>{t('notifications.suppressTitle')}</h2>
        <div>
          <SwitchRow
            label={t('notifications.suppressEveryone')}
            hint={t('notifications.suppressEveryoneHint')}
            checked={view.suppressEveryone}
            onChange={(on) => void acts.suppress({ community, mentions: 'everyone', on })}
          />
          <SwitchRow
            label={t('notifications.suppressRoles')}
            hint={t('notifications.suppressRolesHint')}
            checked={view.suppressRoles}
            onChange={(on) => void acts.suppress({ community, mentions: 'roles', on })}
          />
        </div>
      </section>
      <OwnPlaces sidebar={sidebar} view={view} />
    </div>
  );
};
