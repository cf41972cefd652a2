/** "View as role": the community on screen as somebody with just these roles would see it, until one leaves. */
import type { CommunityId, RoleId, RolesEyeView, SidebarView } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../contract/index.ts';

export type RoleEye = {
  readonly community: CommunityId;
  readonly roles: readonly RoleId[];
  readonly sees: RolesEyeView;
};

export type RoleView = {
  readonly store: StoreApi<{ readonly eye: RoleEye | null }>;
  /** What the host refused, if it did. */
  enter(community: CommunityId, roles: readonly RoleId[]): Promise<HostError | null>;
  leave(): void;
  dispose(): void;
};

export const createRoleView = (bridge: HostBridge): RoleView => {
  const store = createStore<{ readonly eye: RoleEye | null }>(() => ({ eye: null }));
  const enter: RoleView['enter'] = async (community, roles) => {
    const answer = await bridge.query('asRoles', { community, roles });
    if (!answer.ok) return answer.error;
    store.setState({ eye: { community, roles, sees: answer.value } });
    return null;
  };
  const end = bridge.listen('governanceChanged', ({ community }) => {
    const { eye } = store.getState();
    if (eye?.community === community) void enter(community, eye.roles);
  });
  return { store, enter, leave: () => store.setState({ eye: null }), dispose: end };
};

const noModerator = { mute: 'muteMembers', deafen: 'deafenMembers', move: 'moveMembers' } as const;

/** The sidebar through that eye. Nothing can be done in it: what one does, one does as oneself. */
export const seenBy = (sidebar: SidebarView, { sees }: RoleEye): SidebarView => ({
  ...sidebar,
  permissions: [],
  categories: sidebar.categories.map((category) => ({ ...category, mayManage: false })),
  channels: sidebar.channels
    .filter(({ id }) => sees.channels.includes(id))
    .map((channel) => ({
      ...channel,
      mayManage: false,
      voice: channel.voice && { ...channel.voice, ...noModerator },
    })),
});
