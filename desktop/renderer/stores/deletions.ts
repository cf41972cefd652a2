/**
 * Deleting a message can be undone for a while: it is hidden at once and the command is sent when
 * the time is over or the page goes away.
 */
import type { CommunityId, MessageId } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../contract/index.ts';
import type { Timer } from './toast-store.ts';

export const undoMs = 6_000;

export type Deletions = {
  /** Messages hidden because their deletion is about to be sent. */
  readonly store: StoreApi<{ readonly hidden: ReadonlySet<MessageId> }>;
  remove(community: CommunityId, message: MessageId, refused: (error: HostError) => void): void;
  undo(message: MessageId): void;
  /** Sends all that wait: called when the page is hidden. */
  flush(): void;
};

export const createDeletions = (bridge: HostBridge, timer: Timer): Deletions => {
  const store = createStore<{ readonly hidden: ReadonlySet<MessageId> }>(() => ({ hidden: new Set() }));
  const waiting = new Map<MessageId, { send: () => void; cancel: () => void }>();

  const show = (message: MessageId) =>
    store.setState(({ hidden }) => ({ hidden: new Set([...hidden].filter((id) => id !== message)) }));

  return {
    store,
    remove: (community, message, refused) => {
      if (waiting.has(message)) return;
      store.setState(({ hidden }) => ({ hidden: new Set([...hidden, message]) }));
      const send = async () => {
        waiting.get(message)?.cancel();
        waiting.delete(message);
        const done = await bridge.command('deleteMessage', { community, message });
        show(message);
        if (!done.ok) refused(done.error);
      };
      const run = () => void send();
      waiting.set(message, { send: run, cancel: timer(run, undoMs) });
    },
    undo: (message) => {
      waiting.get(message)?.cancel();
      waiting.delete(message);
      show(message);
    },
    flush: () => {
      for (const { send } of [...waiting.values()]) send();
    },
  };
};
