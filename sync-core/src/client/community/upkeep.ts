/** What a community does by the clock: shows messages that fell due [S8], erases what was deleted [S6]. */
import { limits } from '../../model/index.ts';
import { inBackground } from '../background.ts';
import type { EventSink } from '../events.ts';
import type { CommunityCore } from './core.ts';
import { erase } from './erasure.ts';

export type Upkeep = {
  /** Looks again when the next held-back message is due. */
  scheduleDue(): void;
  stop(): void;
};

export const createUpkeep = (core: CommunityCore, emit: EventSink): Upkeep => {
  const { community, store, clock, governance } = core;
  let stopped = false;
  let cancelDue: (() => void) | null = null;
  let cancelErasure: (() => void) | null = null;

  const scheduleDue = (): void => {
    cancelDue?.();
    cancelDue = null;
    const due = store.nextDue();
    if (due === null) return;
    const wait = Math.min(Math.max(1, due - clock.now()), limits.dueCheckMs);
    cancelDue = clock.schedule(wait, () => {
      if (clock.now() >= due) tellDue();
      scheduleDue();
    });
  };
  const tellDue = (): void => {
    for (const channel of governance.current().channels.keys())
      emit('timelineChanged', { community, channel, messages: null });
    emit('sidebarChanged', { community });
  };

  const eraseInTime = (): void => {
    cancelErasure = clock.schedule(limits.erasureEveryMs, () => {
      inBackground(
        core.logger,
        erase(core, () => stopped),
      );
      eraseInTime();
    });
  };

  scheduleDue();
  eraseInTime();
  return {
    scheduleDue,
    stop() {
      stopped = true;
      cancelDue?.();
      cancelErasure?.();
    },
  };
};
