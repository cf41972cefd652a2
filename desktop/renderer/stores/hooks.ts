/** Short reads of the stores for components. */
import type {
  CallParticipantView,
  ChannelId,
  ChannelView,
  CommunityId,
  CommunitySummary,
  MembersView,
  Permission,
  SettingsView,
  SidebarView,
} from '@maru/sync-core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { channelsAsShown } from './channel-order.ts';
import type { NavigationState } from './navigation-store.ts';
import { type RoleEye, seenBy } from './role-view.ts';
import { useServices } from './services.ts';

export const useNavigation = <T>(select: (state: NavigationState) => T): T =>
  useStore(useServices().navigation.store, select);

export const useSettings = (): SettingsView => useStore(useServices().app.store, (state) => state.settings);

const none: readonly CommunitySummary[] = [];
export const useCommunities = (): readonly CommunitySummary[] =>
  useStore(useServices().app.store, (state) => state.communities ?? none);

/** Through whose eyes the community on screen is seen; null for one's own. */
export const useRoleEye = (): RoleEye | null => {
  const community = useNavigation((state) => state.community);
  return useStore(useServices().roleView.store, ({ eye }) => (eye?.community === community ? eye : null));
};

/** The sidebar of the community on screen. */
export const useSidebar = (): SidebarView | null => {
  const community = useNavigation((state) => state.community);
  const listed = useCommunities().some(({ id }) => id === community);
  const eye = useRoleEye();
  const own = useStore(useServices().communities.store, (state) =>
    community && listed ? (state.byId[community]?.sidebar ?? null) : null,
  );
  return useMemo(() => (own && eye ? seenBy(own, eye) : own), [own, eye]);
};

const nothingAllowed: readonly Permission[] = [];
/** What one may do in the community on screen. The same array until that changes, however often the sidebar is read. */
export const usePermissions = (): readonly Permission[] => {
  const community = useNavigation((state) => state.community);
  const eye = useRoleEye();
  const own = useStore(useServices().communities.store, (state) =>
    community ? (state.byId[community]?.sidebar?.permissions ?? nothingAllowed) : nothingAllowed,
  );
  return eye ? nothingAllowed : own;
};

/** Whether what is on screen is only the inviter's picture of it, as the record itself is still to come. */
export const useFirstLook = (): boolean => (useSidebar()?.firstLook ?? null) !== null;

export const useMembers = (): MembersView | null => {
  const community = useNavigation((state) => state.community);
  return useStore(useServices().communities.store, (state) =>
    community ? (state.byId[community]?.members ?? null) : null,
  );
};

const nobody: readonly CallParticipantView[] = [];
/** Who is in a channel's call. */
export const useCallIn = (community: CommunityId, channel: ChannelId): readonly CallParticipantView[] =>
  useStore(
    useServices().communities.store,
    (state) => state.byId[community]?.calls.find((call) => call.channel === channel)?.participants ?? nobody,
  );

/** The channel on screen: the one last looked at, else the one that newcomers see first, else the topmost. */
export const useChannel = (): ChannelView | null => {
  const sidebar = useSidebar();
  const chosen = useNavigation((state) => (state.community ? state.channels[state.community] : undefined));
  if (!sidebar) return null;
  const find = (wanted: ChannelId | null | undefined) => sidebar.channels.find(({ id }) => id === wanted);
  return find(chosen) ?? find(sidebar.systemChannel) ?? channelsAsShown(sidebar)[0] ?? null;
};
