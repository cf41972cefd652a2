/** Whether a place is muted and until when, with the way in and out. */
import type { Attention, AttentionSubject } from '@maru/sync-core';
import { Bell, BellOff, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { useAttentionWords } from './attention-words.ts';
import styles from './notifications.module.css';
import { useAttentionActs } from './use-attention.ts';

export const MuteSection = ({ subject, attention }: { subject: AttentionSubject; attention: Attention }) => {
  const { t } = useTranslation();
  const words = useAttentionWords();
  const acts = useAttentionActs();
  const muted = words.muted(attention);
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{t('notifications.mute')}</h2>
      <div className={styles.state} data-on={muted !== null || undefined}>
        <p role="status">
          <Icon of={muted === null ? Bell : BellOff} />
          {muted ?? t('notifications.muteHint')}
        </p>
        {attention.mutedUntil === null ? (
          <ButtonMenu
            align="end"
            trigger={<Button>{t('notifications.mute')}</Button>}
            entries={words.muteTimes.map(({ label, forMs }) => ({
              label,
              icon: forMs === null ? BellOff : Clock,
              run: () => void acts.mute({ subject, forMs }),
            }))}
          />
        ) : (
          <Button onClick={() => void acts.unmute({ subject })}>{t('notifications.unmute')}</Button>
        )}
      </div>
    </section>
  );
};
