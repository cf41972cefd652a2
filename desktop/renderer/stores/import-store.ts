/** Imports that run in the host, latest progress of each. */
import type { CommunityId, ImportProgress } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInputs, HostBridge, HostError } from '../../contract/index.ts';

export type ImportState = {
  readonly byId: { readonly [id: string]: ImportProgress };
  /** The one that the import page shows. */
  readonly current: { readonly id: string; readonly community: CommunityId } | null;
  readonly error: HostError | null;
};
export type ImportStore = {
  readonly store: StoreApi<ImportState>;
  begin(input: CommandInputs['startImport']): Promise<void>;
  stop(): void;
  reset(): void;
  dispose(): void;
};

export const createImportStore = (bridge: HostBridge): ImportStore => {
  const store = createStore<ImportState>(() => ({ byId: {}, current: null, error: null }));
  const end = bridge.listen('importProgressed', (progress) =>
    store.setState(({ byId }) => ({ byId: { ...byId, [progress.id]: progress } })),
  );
  return {
    store,
    begin: async (input) => {
      store.setState({ error: null });
      const begun = await bridge.command('startImport', input);
      store.setState(begun.ok ? { current: begun.value } : { error: begun.error });
    },
    stop: () => {
      const { current } = store.getState();
      if (current) void bridge.command('stopImport', { id: current.id });
    },
    reset: () => store.setState({ current: null, error: null }),
    dispose: end,
  };
};
