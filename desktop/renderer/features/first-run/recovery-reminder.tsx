/** A quiet line until the phrase is confirmed; once asked, it stays away for some days. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.tsx';
import { useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useNow } from '../../text/use-time.ts';
import styles from './first-run.module.css';

const quietMs = 3 * 24 * 60 * 60_000;

export const RecoveryReminder = () => {
  const { app, navigation } = useServices();
  const { t } = useTranslation();
  const confirmed = useStore(app.store, (state) => state.app?.profile?.recoveryConfirmed ?? true);
  const askedAt = useNavigation((state) => state.recoveryAskedAt);
  const now = useNow();
  if (confirmed || now - askedAt < quietMs) return null;
  return (
    <div className={styles.reminder}>
      <span>{t('recovery.reminder')}</span>
      <button type="button" onClick={() => navigation.openSettings('recovery')}>
        {t('recovery.reminderGo')}
      </button>
      <IconButton icon={X} size={15} label={t('recovery.dismiss')} onClick={navigation.recoveryAsked} />
    </div>
  );
};
