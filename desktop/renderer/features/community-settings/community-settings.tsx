/** Settings of the community on screen: those sections that one's permissions open. */
import type { CommunityId, Permission } from '@maru/sync-core';
import {
  Ban,
  Bell,
  Flag,
  Hash,
  House,
  Link2,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Shield,
  UserRoundPlus,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import { type CommunitySection, communitySections } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { AuditLog } from '../audit/audit-log.tsx';
import { Invites } from '../invites/invites.tsx';
import { Reports } from '../moderation/reports.tsx';
import { Rules } from '../moderation/rules.tsx';
import { CommunityNotifications } from '../notifications/community-notifications.tsx';
import { Bans } from '../people/bans.tsx';
import { Members } from '../people/members.tsx';
import { Requests } from '../people/requests.tsx';
import { Roles } from '../roles/roles.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { ChannelsList } from '../structure/channels.tsx';
import { Overview } from '../structure/overview.tsx';

type SectionOf = {
  readonly icon: LucideIcon;
  readonly body: (of: { community: CommunityId }) => ReactNode;
  /** Any of these opens it; null: everyone's own. */
  readonly needs: readonly Permission[] | null;
};
const sectionOf: Record<CommunitySection, SectionOf> = {
  overview: { icon: House, body: Overview, needs: null },
  channels: { icon: Hash, body: ChannelsList, needs: ['manageChannels'] },
  roles: { icon: Shield, body: Roles, needs: ['manageRoles'] },
  members: {
    icon: UsersRound,
    body: Members,
    needs: ['kickMembers', 'banMembers', 'moderateMembers', 'manageRoles', 'manageNicknames'],
  },
  requests: {
    icon: UserRoundPlus,
    body: Requests,
    needs: ['kickMembers', 'createInvite', 'manageCommunity'],
  },
  invites: { icon: Link2, body: Invites, needs: ['manageCommunity', 'createInvite'] },
  bans: { icon: Ban, body: Bans, needs: ['banMembers'] },
  reports: { icon: Flag, body: Reports, needs: ['manageMessages', 'moderateMembers'] },
  rules: { icon: ListChecks, body: Rules, needs: ['manageCommunity'] },
  audit: { icon: ScrollText, body: AuditLog, needs: ['viewAuditLog'] },
  notifications: { icon: Bell, body: CommunityNotifications, needs: null },
};

export const CommunitySettings = ({ section }: { section: CommunitySection }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const sidebar = useSidebar();
  if (!sidebar) return null;
  const titles: Record<CommunitySection, string> = {
    overview: t('communitySettings.overview'),
    channels: t('communitySettings.channels'),
    roles: t('communitySettings.roles'),
    members: t('communitySettings.members'),
    requests: t('communitySettings.requests'),
    invites: t('communitySettings.invites'),
    bans: t('communitySettings.bans'),
    reports: t('communitySettings.reports'),
    rules: t('communitySettings.rules'),
    audit: t('communitySettings.audit'),
    notifications: t('communitySettings.notifications'),
  };
  const holds = (needs: readonly Permission[] | null) =>
    needs === null ||
    sidebar.permissions.includes('administrator') ||
    needs.some((permission) => sidebar.permissions.includes(permission));
  const sections = communitySections
    .filter((id) => holds(sectionOf[id].needs))
    .map((id) => {
      const { icon, body: Body } = sectionOf[id];
      return { id, title: titles[id], icon, body: <Body community={sidebar.community.id} /> };
    });
  return (
    <SettingsFrame
      title={sidebar.community.name}
      sections={sections}
      current={section}
      onOpen={navigation.openCommunitySettings}
    />
  );
};
