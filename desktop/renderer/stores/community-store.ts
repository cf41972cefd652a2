/** Sidebar, members, typing and calls of the communities that are looked at; kept and re-read on events. */
import type { CallView, CommunityId, MembersView, SidebarView, TypingView } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge } from '../../contract/index.ts';
import { keepSame } from './keep-same.ts';
import { createRefresher } from './refresher.ts';

export type CommunityState = {
  readonly sidebar: SidebarView | null;
  readonly members: MembersView | null;
  readonly typing: readonly TypingView[];
  readonly calls: readonly CallView[];
};
export type CommunitiesState = { readonly byId: { readonly [id: string]: CommunityState } };

const empty: CommunityState = { sidebar: null, members: null, typing: [], calls: [] };

export type CommunityStore = {
  readonly store: StoreApi<CommunitiesState>;
  /** Starts to follow a community; resolves when its sidebar has been read. */
  open(community: CommunityId): Promise<SidebarView | null>;
  dispose(): void;
};

export const createCommunityStore = (bridge: HostBridge): CommunityStore => {
  const store = createStore<CommunitiesState>(() => ({ byId: {} }));
  const readers = new Map<CommunityId, ReturnType<typeof readersOf>>();

  /** Events come with every message, most of them for what is on screen already: that is left as it is. */
  const patch = (community: CommunityId, change: Partial<CommunityState>) =>
    store.setState((state) => {
      const before = state.byId[community] ?? empty;
      const now = keepSame(before, { ...before, ...change });
      return now === before ? state : { byId: { ...state.byId, [community]: now } };
    });

  const readersOf = (community: CommunityId) => ({
    sidebar: createRefresher(async () => {
      const sidebar = await bridge.query('sidebar', { community });
      if (sidebar.ok) patch(community, { sidebar: sidebar.value });
    }),
    members: createRefresher(async () => {
      const members = await bridge.query('members', { community });
      if (members.ok) patch(community, { members: members.value });
    }),
    typing: createRefresher(async () => {
      const typing = await bridge.query('typing', { community });
      if (typing.ok) patch(community, { typing: typing.value });
    }),
    calls: createRefresher(async () => {
      const calls = await bridge.query('calls', { community });
      if (calls.ok) patch(community, { calls: calls.value });
    }),
  });

  const ends = [
    bridge.listen('sidebarChanged', ({ community }) => void readers.get(community)?.sidebar()),
    bridge.listen('membersChanged', ({ community }) => void readers.get(community)?.members()),
    bridge.listen('typingChanged', ({ community }) => void readers.get(community)?.typing()),
    bridge.listen('callsChanged', ({ community }) => void readers.get(community)?.calls()),
  ];

  return {
    store,
    open: async (community) => {
      const known = readers.get(community);
      const reader = known ?? readersOf(community);
      if (!known) {
        readers.set(community, reader);
        void reader.members();
        void reader.typing();
        void reader.calls();
      }
      await reader.sidebar();
      return store.getState().byId[community]?.sidebar ?? null;
    },
    dispose: () => {
      for (const end of ends) end();
    },
  };
};
