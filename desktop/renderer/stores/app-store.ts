/** Where the app stands: profile, communities, settings. Re-read when the host says they changed. */
import type { CommunitySummary, SettingsView } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppView, Events, HostBridge, HostError } from '../../contract/index.ts';
import { keepSame } from './keep-same.ts';
import { createRefresher } from './refresher.ts';

export type AppState = {
  readonly app: AppView | null;
  /** Why there is no `app`: the files could not be opened. */
  readonly failure: HostError | null;
  readonly communities: readonly CommunitySummary[] | null;
  readonly settings: SettingsView;
  readonly storageFailure: Events['storageFailed']['kind'] | null;
  /** This device's data was restored or copied. */
  readonly deviceForked: boolean;
};

export const defaultSettings: SettingsView = {
  language: 'system',
  theme: 'system',
  density: 'cosy',
  textSize: 15,
  notifications: true,
  notificationText: true,
  sendTyping: true,
  takesCalls: true,
};

export type AppStore = {
  readonly store: StoreApi<AppState>;
  start(): Promise<void>;
  /** Shown at once; the host's answer follows and wins. */
  saveSettings(patch: Partial<SettingsView>): Promise<void>;
  dismissStorageFailure(): void;
  dismissFork(): void;
  dispose(): void;
};

export const createAppStore = (bridge: HostBridge): AppStore => {
  const store = createStore<AppState>(() => ({
    app: null,
    failure: null,
    communities: null,
    settings: defaultSettings,
    storageFailure: null,
    deviceForked: false,
  }));
  const readApp = createRefresher(async () => {
    const app = await bridge.query('app', {});
    store.setState(app.ok ? { app: app.value, failure: null } : { app: null, failure: app.error });
  });
  const readCommunities = createRefresher(async () => {
    const communities = await bridge.query('communities', {});
    if (communities.ok)
      store.setState((state) => ({ communities: keepSame(state.communities, communities.value) }));
  });
  const readSettings = createRefresher(async () => {
    const settings = await bridge.query('settings', {});
    if (settings.ok) store.setState({ settings: settings.value });
  });
  const ends = [
    bridge.listen('appChanged', () => {
      void readApp();
      void readCommunities();
      void readSettings();
    }),
    bridge.listen('communitiesChanged', () => void readCommunities()),
    bridge.listen('settingsChanged', () => void readSettings()),
    bridge.listen('storageFailed', ({ kind }) => store.setState({ storageFailure: kind })),
    bridge.listen('deviceForked', () => store.setState({ deviceForked: true })),
  ];
  return {
    store,
    start: async () => {
      await Promise.all([readApp(), readCommunities(), readSettings()]);
    },
    saveSettings: async (patch) => {
      store.setState((state) => ({ settings: { ...state.settings, ...patch } }));
      const saved = await bridge.command('saveSettings', patch);
      if (!saved.ok) await readSettings();
    },
    dismissStorageFailure: () => store.setState({ storageFailure: null }),
    dismissFork: () => store.setState({ deviceForked: false }),
    dispose: () => {
      for (const end of ends) end();
    },
  };
};
