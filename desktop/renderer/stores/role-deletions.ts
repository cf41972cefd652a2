/** Deleting a role can be undone for a while, as nothing brings a deleted one back: it is hidden until it is sent. */
import type { CommunityId, RoleId } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../contract/index.ts';
import { undoMs } from './deletions.ts';
import type { Timer } from './toast-store.ts';

export type RoleDeletions = {
  readonly store: StoreApi<{ readonly hidden: ReadonlySet<RoleId> }>;
  remove(community: CommunityId, role: RoleId, refused: (error: HostError) => void): void;
  undo(role: RoleId): void;
  /** Sends all that wait: called when the page goes away. */
  flush(): void;
};

export const createRoleDeletions = (bridge: HostBridge, timer: Timer): RoleDeletions => {
  const store = createStore<{ readonly hidden: ReadonlySet<RoleId> }>(() => ({ hidden: new Set() }));
  const waiting = new Map<RoleId, { send: () => void; cancel: () => void }>();
  const show = (role: RoleId) =>
    store.setState(({ hidden }) => ({ hidden: new Set([...hidden].filter((id) => id !== role)) }));
  const end = (role: RoleId) => {
    waiting.get(role)?.cancel();
    waiting.delete(role);
  };
  return {
    store,
    remove: (community, role, refused) => {
      if (waiting.has(role)) return;
      store.setState(({ hidden }) => ({ hidden: new Set([...hidden, role]) }));
      const send = async () => {
        end(role);
        const done = await bridge.command('deleteRole', { community, role });
        if (done.ok) return;
        show(role);
        refused(done.error);
      };
      const run = () => void send();
      waiting.set(role, { send: run, cancel: timer(run, undoMs) });
    },
    undo: (role) => {
      end(role);
      show(role);
    },
    flush: () => {
      for (const { send } of [...waiting.values()]) send();
    },
  };
};
