/** How this person looks at calls: the layout, which is kept, and what is pinned or stands in a window of its own. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Environment } from '../../stores/environment.ts';
import type { CallStore } from '../call-store.ts';
import type { Layout, LayoutFor, TileId } from './arrange.ts';

export type StageState = {
  readonly layouts: { readonly [F in LayoutFor]: Layout };
  readonly pinned: TileId | null;
  /** A small window above all others (Document Picture-in-Picture). */
  readonly smallWindow: Window | null;
};

export type StageStore = {
  readonly store: StoreApi<StageState>;
  setLayout(of: LayoutFor, layout: Layout): void;
  /** Null: nothing. */
  pin(tile: TileId | null): void;
  setSmallWindow(window: Window | null): void;
  dispose(): void;
};

const storageKeys = { people: 'call-layout', screens: 'call-layout-screens' } as const;

export const createStageStore = (
  storage: Pick<Environment, 'recall' | 'remember'>,
  call: CallStore['store'],
): StageStore => {
  const layoutOf = (of: LayoutFor, usual: Layout): Layout => {
    const kept = storage.recall(storageKeys[of]);
    return kept === 'grid' || kept === 'speaker' ? kept : usual;
  };
  const store = createStore<StageState>(() => ({
    layouts: { people: layoutOf('people', 'grid'), screens: layoutOf('screens', 'speaker') },
    pinned: null,
    smallWindow: null,
  }));
  const closeSmall = (): void => store.getState().smallWindow?.close();
  const unfollow = call.subscribe(({ place }, before) => {
    if (place !== null || before.place === null) return;
    closeSmall();
    store.setState({ pinned: null, smallWindow: null });
  });
  return {
    store,
    setLayout(of, layout) {
      storage.remember(storageKeys[of], layout);
      store.setState(({ layouts }) => ({ layouts: { ...layouts, [of]: layout }, pinned: null }));
    },
    pin: (pinned) => store.setState({ pinned }),
    setSmallWindow: (smallWindow) => store.setState({ smallWindow }),
    dispose() {
      unfollow();
      closeSmall();
    },
  };
};
