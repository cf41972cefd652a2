/** Do not disturb: for now by a few choices, and by a schedule. */
import { forever, type QuietView } from '@maru/sync-core';
import { Bell, Clock, Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { SwitchRow } from '../settings/switch-row.tsx';
import styles from './notifications.module.css';
import { QuietSchedule } from './quiet-schedule.tsx';
import { nextMorning, type QuickChoice, quickChoices, quickUntil } from './quiet-times.ts';
import { useAttentionActs } from './use-attention.ts';

/** Null until the first answer. */
export const useQuiet = (): QuietView | null => useQuery('quiet', {}, ['attentionChanged']).value;

/** Until when it is quiet, in words; null where it isn't. */
export const useQuietWords = (quiet: QuietView | null): string | null => {
  const { t } = useTranslation();
  const now = useNow();
  const time = useTimeWords(now);
  if (!quiet?.active) return null;
  if (quiet.until === null || quiet.until <= now) return t('notifications.quietOn');
  return quiet.until >= forever
    ? t('notifications.quietForever')
    : t('notifications.quietUntil', { time: time.until(quiet.until) });
};

export const QuietSection = () => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const now = useNow();
  const time = useTimeWords(now);
  const quiet = useQuiet();
  const words = useQuietWords(quiet);
  const acts = useAttentionActs();
  if (!quiet) return null;
  const { active: _, ...hours } = quiet;
  const labels: Record<QuickChoice, string> = {
    'half-hour': t('notifications.for30Minutes'),
    hour: t('notifications.forHours', { count: 1 }),
    'four-hours': t('notifications.forHours', { count: 4 }),
    tomorrow: t('notifications.untilTomorrow', { time: time.clock(nextMorning(now)) }),
    forever: t('notifications.untilEnded'),
  };
  const forNow = hours.until !== null && hours.until > now;
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{t('notifications.quietTitle')}</h2>
      <p className={styles.hint}>{t('notifications.quietHint')}</p>
      <div className={styles.state} data-on={quiet.active || undefined}>
        <p role="status">
          <Icon of={quiet.active ? Moon : Bell} />
          {words ?? t('notifications.quietOff')}
        </p>
        {forNow ? (
          <Button onClick={() => void acts.setQuiet({ ...hours, until: null })}>
            {t('notifications.quietEnd')}
          </Button>
        ) : (
          <ButtonMenu
            align="end"
            trigger={<Button>{t('notifications.quietStart')}</Button>}
            entries={quickChoices.map((choice) => ({
              label: labels[choice],
              icon: choice === 'forever' || choice === 'tomorrow' ? Moon : Clock,
              run: () => void acts.setQuiet({ ...hours, until: quickUntil(choice, environment.now()) }),
            }))}
          />
        )}
      </div>
      <SwitchRow
        label={t('notifications.schedule')}
        hint={t('notifications.scheduleHint')}
        checked={hours.scheduled}
        onChange={(scheduled) => void acts.setQuiet({ ...hours, scheduled })}
      />
      {hours.scheduled && (
        <QuietSchedule quiet={hours} onSave={(times) => void acts.setQuiet({ ...hours, ...times })} />
      )}
    </section>
  );
};
