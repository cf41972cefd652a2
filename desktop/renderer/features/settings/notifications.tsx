/** What may call for attention, when nothing shall, and what others see of one's writing. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import notifications from '../notifications/notifications.module.css';
import { QuietSection } from '../notifications/quiet-section.tsx';
import styles from './settings.module.css';
import { SwitchRow } from './switch-row.tsx';

export const Notifications = () => {
  const { app, environment } = useServices();
  const { t } = useTranslation();
  const settings = useSettings();
  const [blocked, setBlocked] = useState(false);
  return (
    <div className={notifications.page}>
      <div>
        <SwitchRow
          label={t('settings.notificationsLabel')}
          hint={t('settings.notificationsHint')}
          checked={settings.notifications}
          onChange={async (on) => {
            await app.saveSettings({ notifications: on });
            setBlocked(on && !(await environment.allowNotifications()));
          }}
        />
        {settings.notifications && (
          <SwitchRow
            label={t('settings.notificationTextLabel')}
            hint={t('settings.notificationTextHint')}
            checked={settings.notificationText}
            onChange={(notificationText) => void app.saveSettings({ notificationText })}
          />
        )}
        {blocked && <p className={styles.problem}>{t('settings.notificationsBlocked')}</p>}
        <SwitchRow
          label={t('settings.typingLabel')}
          hint={t('settings.typingHint')}
          checked={settings.sendTyping}
          onChange={(sendTyping) => void app.saveSettings({ sendTyping })}
        />
      </div>
      <QuietSection />
    </div>
  );
};
