/**
 * The board that is looked at: read again whenever the host says that it changed. An edit's promise resolves once the
 * board that holds it has been read, so that what is dragged can stay where it was let go until then.
 */
import {
  type BoardEdit,
  type BoardPage,
  type ChannelId,
  type CommunityId,
  type EditMade,
  err,
  type MessageId,
  type OpId,
  type Result,
} from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInputs, HostBridge, HostError } from '../../contract/index.ts';
import { keepSame } from './keep-same.ts';
import { createRefresher } from './refresher.ts';

/** The board of a channel, or of a thread in it. */
export type BoardPlace = {
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
};

/** As commands and queries name it. */
export const boardInput = ({ community, channel, thread }: BoardPlace) => ({
  community,
  document: { channel, thread },
});

export type BoardState = {
  /** Null until the first answer. */
  readonly page: BoardPage | null;
  readonly error: HostError | null;
  /** The branch one is on; null for the board itself. */
  readonly branch: OpId | null;
  /** The version that is looked at; null for the newest. */
  readonly at: string | null;
};

export type BoardStore = {
  readonly place: BoardPlace;
  readonly store: StoreApi<BoardState>;
  refresh(): Promise<void>;
  edit(edit: BoardEdit): Promise<Result<EditMade, HostError>>;
  /** Goes over to a branch, or back to the board itself. */
  goTo(branch: OpId | null): Promise<void>;
  /** Looks at a version; null comes back to now. */
  lookAt(version: string | null): Promise<void>;
};

/** A copy that is its own: what is sent is nobody else's to change. */
const sendable = (edit: BoardEdit): CommandInputs['editBoard']['edit'] =>
  edit.type === 'editDescription' ? { ...edit, splices: [...edit.splices] } : edit;

const createBoardStore = (bridge: HostBridge, place: BoardPlace): BoardStore => {
  const store = createStore<BoardState>(() => ({ page: null, error: null, branch: null, at: null }));
  const refresh = createRefresher(async () => {
    const { branch, at } = store.getState();
    const read = await bridge.query('board', { ...boardInput(place), branch, at });
    const now = store.getState();
    // What was asked for meanwhile is read next.
    if (now.branch !== branch || now.at !== at) return;
    if (read.ok) store.setState({ page: keepSame(now.page, read.value), error: null });
    else store.setState({ error: read.error });
  });
  return {
    place,
    store,
    refresh,
    async edit(edit) {
      const { branch, at } = store.getState();
      if (at !== null) return err({ kind: 'closed' });
      const done = await bridge.command('editBoard', { ...boardInput(place), branch, edit: sendable(edit) });
      await refresh();
      return done;
    },
    async goTo(branch) {
      store.setState({ branch, at: null });
      await refresh();
    },
    async lookAt(at) {
      store.setState({ at });
      await refresh();
    },
  };
};

export type BoardStores = {
  /** The same store for one place as long as anything holds it. */
  of(place: BoardPlace): BoardStore;
  /** Keeps it read from now on; returns the end of that. What nobody holds is let go. */
  hold(store: BoardStore): () => void;
  dispose(): void;
};

const keyOf = ({ community, channel, thread }: BoardPlace): string =>
  `${community} ${channel} ${thread ?? ''}`;

export const createBoardStores = (bridge: HostBridge): BoardStores => {
  const stores = new Map<string, BoardStore>();
  /**
   * By store, not by place: a part of the page that made way for another may have let go of the place before the
   * other, which has the same store, took hold of it.
   */
  const holders = new Map<BoardStore, number>();
  const end = bridge.listen('documentsChanged', ({ community, channel }) => {
    for (const store of holders.keys())
      if (store.place.community === community && store.place.channel === channel) void store.refresh();
  });
  return {
    of(place) {
      const key = keyOf(place);
      const store = stores.get(key) ?? createBoardStore(bridge, place);
      stores.set(key, store);
      return store;
    },
    hold(store) {
      const key = keyOf(store.place);
      if (!stores.has(key)) stores.set(key, store);
      holders.set(store, (holders.get(store) ?? 0) + 1);
      void store.refresh();
      return () => {
        const left = (holders.get(store) ?? 0) - 1;
        if (left > 0) {
          holders.set(store, left);
          return;
        }
        holders.delete(store);
        if (stores.get(key) === store) stores.delete(key);
      };
    },
    dispose: end,
  };
};
