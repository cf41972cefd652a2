/** A quiet line until the phrase is confirmed; dismissed, it stays away for the session. */
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './first-run.module.css';

const weekMs = 7 * 24 * 60 * 60_000;

export const RecoveryReminder = () => {
  const { app, navigation, environment } = useServices();
  const { t } = useTranslation();
  const confirmed = useStore(app.store, (state) => state.app?.profile?.recoveryConfirmed ?? true);
  const [asked, setAsked] = useState(() => Number(environment.recall('recovery-asked') ?? 0));
  if (confirmed || environment.now() - asked < weekMs) return null;
  return (
    <div className={styles.reminder}>
      <span>{t('recovery.reminder')}</span>
      <button type="button" onClick={() => navigation.openSettings('recovery')}>
        {t('recovery.reminderGo')}
      </button>
      <IconButton
        icon={X}
        size={15}
        label={t('recovery.dismiss')}
        onClick={() => {
          environment.remember('recovery-asked', String(environment.now()));
          setAsked(environment.now());
        }}
      />
    </div>
  );
};
