/** The settings that are open: one's own, of the community on screen, or of a place in it. */
import {
  AudioLines,
  Bell,
  CircleUserRound,
  FileInput,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  ServerCog,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsPlace, type SettingsSection, settingsSections } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { CallSettingsSection } from '../calls/settings/call-settings-section.tsx';
import { CommunitySettings } from '../community-settings/community-settings.tsx';
import { PlaceSettings } from '../community-settings/place-settings.tsx';
import { Devices } from '../devices/devices.tsx';
import { ImportSection } from '../import/import-section.tsx';
import { Appearance } from './appearance.tsx';
import { Connections } from './connections.tsx';
import { Notifications } from './notifications.tsx';
import { Profile } from './profile.tsx';
import { Recovery } from './recovery.tsx';
import { SettingsFrame } from './settings-frame.tsx';

const icons: Record<SettingsSection, LucideIcon> = {
  profile: CircleUserRound,
  appearance: Palette,
  notifications: Bell,
  calls: AudioLines,
  recovery: KeyRound,
  devices: MonitorSmartphone,
  connections: ServerCog,
  import: FileInput,
};
const bodies: Record<SettingsSection, () => ReactNode> = {
  profile: Profile,
  appearance: Appearance,
  notifications: Notifications,
  calls: CallSettingsSection,
  recovery: Recovery,
  devices: Devices,
  connections: Connections,
  import: ImportSection,
};

const OwnSettings = ({ section }: { section: SettingsSection }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const titles: Record<SettingsSection, string> = {
    profile: t('settings.profile'),
    appearance: t('settings.appearance'),
    notifications: t('settings.notifications'),
    calls: t('settings.calls'),
    recovery: t('settings.recovery'),
    devices: t('settings.devices'),
    connections: t('settings.connections'),
    import: t('settings.import'),
  };
  const sections = settingsSections.map((id) => {
    const Body = bodies[id];
    return { id, title: titles[id], icon: icons[id], body: <Body /> };
  });
  return (
    <SettingsFrame
      title={t('settings.title')}
      sections={sections}
      current={section}
      onOpen={navigation.openSettings}
    />
  );
};

export const SettingsPage = ({ place }: { place: SettingsPlace }) => {
  switch (place.kind) {
    case 'own':
      return <OwnSettings section={place.section} />;
    case 'community':
      return <CommunitySettings section={place.section} />;
    case 'place':
      return <PlaceSettings of={place.of} section={place.section} />;
  }
};
