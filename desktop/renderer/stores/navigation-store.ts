/** What is on screen: UI state only, never written to a log. Widths and the like survive in the environment. */
import type {
  CardId,
  CategoryId,
  ChannelId,
  CommunityId,
  MessageId,
  MessageView,
  RingId,
} from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentAddress } from '../text/document-links.ts';
import type { Environment } from './environment.ts';

export const settingsSections = [
  'profile',
  'appearance',
  'notifications',
  'calls',
  'recovery',
  'devices',
  'connections',
  'import',
] as const;
export type SettingsSection = (typeof settingsSections)[number];
export const communitySections = [
  'overview',
  'channels',
  'roles',
  'members',
  'requests',
  'invites',
  'bans',
  'reports',
  'rules',
  'audit',
  'notifications',
] as const;
export type CommunitySection = (typeof communitySections)[number];
export const placeSections = ['overview', 'permissions', 'notifications'] as const;
export type PlaceSection = (typeof placeSections)[number];
/** A channel or a category. */
export type PlaceSubject =
  | { readonly kind: 'channel'; readonly channel: ChannelId }
  | { readonly kind: 'category'; readonly category: CategoryId };
/** Whose settings are open: one's own, those of the community on screen, or of a place in it. */
export type SettingsPlace =
  | { readonly kind: 'own'; readonly section: SettingsSection }
  | { readonly kind: 'community'; readonly section: CommunitySection }
  | { readonly kind: 'place'; readonly of: PlaceSubject; readonly section: PlaceSection };

export type Panel =
  | { readonly kind: 'members' }
  | { readonly kind: 'search' }
  | {
      readonly kind: 'thread';
      readonly channel: ChannelId;
      readonly message: MessageId;
      /** What of it is shown first; its messages where nothing is said. */
      readonly tab?: 'note' | 'board';
    }
  /** A card of the board of a channel, or of a thread in it. */
  | {
      readonly kind: 'card';
      readonly channel: ChannelId;
      readonly thread: MessageId | null;
      readonly card: CardId;
    };
export type Dialog =
  | { readonly kind: 'add-community'; readonly link: string | null }
  | { readonly kind: 'create-channel'; readonly category: CategoryId | null }
  /** The phrase, once, after the profile was made. */
  | { readonly kind: 'recovery'; readonly phrase: string }
  | { readonly kind: 'create-category' }
  | { readonly kind: 'invite' }
  | { readonly kind: 'report'; readonly message: MessageView }
  /** A look at one's own camera before it is shown in a call. */
  | { readonly kind: 'show-camera' }
  | { readonly kind: 'switcher' }
  | { readonly kind: 'shortcuts' };
/** A message to bring into view; `token` tells two jumps to one message apart. */
export type Jump = {
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly message: MessageId;
  readonly token: number;
};

export type NavigationState = {
  readonly community: CommunityId | null;
  /** The channel last looked at, of each community. */
  readonly channels: { readonly [community: string]: ChannelId };
  /** The call of two that is looked at in place of a channel, by its ring, while it lasts. */
  readonly pair: RingId | null;
  readonly settings: SettingsPlace | null;
  readonly panel: Panel | null;
  readonly dialog: Dialog | null;
  /** On a phone one part is shown at a time. */
  readonly part: 'list' | 'page';
  readonly jump: Jump | null;
  /** Grows with each wish to see the newest messages. */
  readonly newest: number;
  readonly sidebarWidth: number;
  /** When one was last asked to confirm the recovery phrase, by its line or by the first run. */
  readonly recoveryAskedAt: number;
};

export type NavigationStore = {
  readonly store: StoreApi<NavigationState>;
  openCommunity(community: CommunityId): void;
  /** What stands behind all else when nobody chose: settings and dialogs stay as they are. */
  assumeCommunity(community: CommunityId): void;
  openChannel(community: CommunityId, channel: ChannelId): void;
  openPair(community: CommunityId, ring: RingId): void;
  jumpTo(community: CommunityId, channel: ChannelId, thread: MessageId | null, message: MessageId): void;
  /** The note or the board of a place; of a board, a card of it. */
  openDocument(address: DocumentAddress): void;
  openSettings(section: SettingsSection): void;
  /** Of the community on screen. */
  openCommunitySettings(section: CommunitySection): void;
  openPlaceSettings(of: PlaceSubject, section: PlaceSection): void;
  openPanel(panel: Panel | null): void;
  togglePanel(panel: Panel): void;
  openDialog(dialog: Dialog | null): void;
  toNewest(): void;
  showList(): void;
  resizeSidebar(width: number): void;
  recoveryAsked(): void;
  /** Closes the topmost thing; false when there was none. */
  back(): boolean;
};

export const sidebarWidths = { min: 200, start: 240, max: 400 } as const;

const startWidth = (environment: Environment): number => {
  const width = Number(environment.recall('sidebar-width') ?? Number.NaN);
  return width >= sidebarWidths.min && width <= sidebarWidths.max ? width : sidebarWidths.start;
};

export const createNavigationStore = (environment: Environment): NavigationStore => {
  const store = createStore<NavigationState>(() => ({
    community: null,
    channels: {},
    pair: null,
    settings: null,
    panel: null,
    dialog: null,
    part: 'list',
    jump: null,
    newest: 0,
    sidebarWidth: startWidth(environment),
    recoveryAskedAt: Number(environment.recall('recovery-asked') ?? 0),
  }));
  let jumps = 0;
  const { getState: get, setState: set } = store;

  const openChannel = (community: CommunityId, channel: ChannelId) =>
    set((state) => ({
      community,
      channels: { ...state.channels, [community]: channel },
      pair: null,
      settings: null,
      dialog: null,
      part: 'page',
      jump: null,
      // Threads and cards belong to their channel; lists stay open.
      panel:
        (state.panel?.kind === 'thread' || state.panel?.kind === 'card') && state.panel.channel !== channel
          ? null
          : state.panel,
    }));

  return {
    store,
    openChannel,
    assumeCommunity: (community) => set({ community, panel: null, jump: null }),
    openCommunity: (community) =>
      set((state) =>
        state.community === community
          ? { settings: null }
          : { community, settings: null, dialog: null, panel: null, jump: null },
      ),
    jumpTo: (community, channel, thread, message) => {
      openChannel(community, channel);
      set({
        jump: { channel, thread, message, token: ++jumps },
        ...(thread === null ? {} : { panel: { kind: 'thread', channel, message: thread } as const }),
      });
    },
    openDocument: ({ kind, community, channel, thread, card }) => {
      openChannel(community, channel);
      if (card !== null) set({ panel: { kind: 'card', channel, thread, card } });
      else if (thread !== null) set({ panel: { kind: 'thread', channel, message: thread, tab: kind } });
    },
    openPair: (community, ring) => set({ community, pair: ring, settings: null, part: 'page', jump: null }),
    openSettings: (section) => set({ settings: { kind: 'own', section }, dialog: null }),
    openCommunitySettings: (section) => set({ settings: { kind: 'community', section }, dialog: null }),
    openPlaceSettings: (of, section) => set({ settings: { kind: 'place', of, section }, dialog: null }),
    openPanel: (panel) => set({ panel }),
    togglePanel: (panel) => set((state) => ({ panel: state.panel?.kind === panel.kind ? null : panel })),
    openDialog: (dialog) => set({ dialog }),
    toNewest: () => set(({ newest }) => ({ newest: newest + 1 })),
    showList: () => set({ part: 'list', settings: null, panel: null }),
    resizeSidebar: (width) => {
      const sidebarWidth = Math.round(Math.min(sidebarWidths.max, Math.max(sidebarWidths.min, width)));
      environment.remember('sidebar-width', String(sidebarWidth));
      set({ sidebarWidth });
    },
    recoveryAsked: () => {
      environment.remember('recovery-asked', String(environment.now()));
      set({ recoveryAskedAt: environment.now() });
    },
    back: () => {
      const state = get();
      if (state.dialog) set({ dialog: null });
      else if (state.settings) set({ settings: null });
      else if (state.panel) set({ panel: null });
      else return false;
      return true;
    },
  };
};
