/** Settings: sections at the left, one of them at the right. */
import {
  Bell,
  CircleUserRound,
  FileInput,
  KeyRound,
  type LucideIcon,
  Palette,
  ServerCog,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { type SettingsSection, settingsSections } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { ImportSection } from '../import/import-section.tsx';
import { Appearance } from './appearance.tsx';
import { Connections } from './connections.tsx';
import { Notifications } from './notifications.tsx';
import { Profile } from './profile.tsx';
import { Recovery } from './recovery.tsx';
import styles from './settings.module.css';

const icons: Record<SettingsSection, LucideIcon> = {
  profile: CircleUserRound,
  appearance: Palette,
  notifications: Bell,
  recovery: KeyRound,
  connections: ServerCog,
  import: FileInput,
};
const bodies: Record<SettingsSection, () => React.ReactNode> = {
  profile: Profile,
  appearance: Appearance,
  notifications: Notifications,
  recovery: Recovery,
  connections: Connections,
  import: ImportSection,
};

export const SettingsPage = ({ section }: { section: SettingsSection }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const titles: Record<SettingsSection, string> = {
    profile: t('settings.profile'),
    appearance: t('settings.appearance'),
    notifications: t('settings.notifications'),
    recovery: t('settings.recovery'),
    connections: t('settings.connections'),
    import: t('settings.import'),
  };
  const Body = bodies[section];
  return (
    <div className={styles.settings}>
      <nav className={styles.sections} aria-label={t('settings.title')} onKeyDown={arrowFocus('button')}>
        <p className={styles.heading}>{t('settings.title')}</p>
        {settingsSections.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === section ? 'page' : undefined}
            onClick={() => navigation.openSettings(one)}
          >
            <Icon of={icons[one]} size={18} />
            {titles[one]}
          </button>
        ))}
      </nav>
      <main id="page" className={styles.page} tabIndex={-1}>
        <div className={styles.column}>
          <header className={styles.head}>
            <h1>{titles[section]}</h1>
            <IconButton
              icon={X}
              size={20}
              side="left"
              label={t('common.close')}
              keys="Esc"
              onClick={navigation.back}
            />
          </header>
          <Body />
        </div>
      </main>
    </div>
  );
};
