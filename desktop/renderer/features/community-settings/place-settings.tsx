/** Settings of a channel or a category of the community on screen. */
import type { CommunityId } from '@maru/sync-core';
import { Bell, type LucideIcon, Shield, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import { type PlaceSection, type PlaceSubject, placeSections } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { PlaceNotifications } from '../notifications/place-notifications.tsx';
import { PlacePermissions } from '../roles/place-permissions.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { PlaceOverview } from '../structure/place-overview.tsx';

const icons: Record<PlaceSection, LucideIcon> = {
  overview: SlidersHorizontal,
  permissions: Shield,
  notifications: Bell,
};
const bodies: Record<PlaceSection, (of: { community: CommunityId; of: PlaceSubject }) => ReactNode> = {
  overview: PlaceOverview,
  permissions: PlacePermissions,
  notifications: PlaceNotifications,
};

export const PlaceSettings = ({ of, section }: { of: PlaceSubject; section: PlaceSection }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const sidebar = useSidebar();
  const found =
    of.kind === 'channel'
      ? sidebar?.channels.find(({ id }) => id === of.channel)
      : sidebar?.categories.find(({ id }) => id === of.category);
  if (!sidebar || !found) return null;
  const titles: Record<PlaceSection, string> = {
    overview: t('communitySettings.overview'),
    permissions: t('communitySettings.permissions'),
    notifications: t('communitySettings.notifications'),
  };
  const sections = placeSections.map((id) => {
    const Body = bodies[id];
    return {
      id,
      title: titles[id],
      icon: icons[id],
      body: <Body community={sidebar.community.id} of={of} />,
    };
  });
  return (
    <SettingsFrame
      title={of.kind === 'channel' ? `#${found.name}` : found.name}
      sections={sections}
      current={section}
      onOpen={(next) => navigation.openPlaceSettings(of, next)}
    />
  );
};
