/**
 * The session under a call ended (another relay, an address that is to be hidden from now on): the call is left, its
 * microphone with it, and joined again as soon as there is another session.
 */
import type { CommunityId } from '@maru/sync-core';
import type { PeerSessions } from '../direct/peer-sessions.ts';
import type { CallPlace } from './call-place.ts';

export type RejoinDeps = {
  readonly sessions: PeerSessions;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly place: () => CallPlace | null;
  readonly leave: () => Promise<void>;
  readonly join: (place: CallPlace) => Promise<void>;
  /** There is none in time. */
  readonly failed: () => void;
};

const patienceMs = 15_000;

/** Returns its own end. */
export const rejoinCalls = ({ sessions, schedule, place, leave, join, failed }: RejoinDeps): (() => void) => {
  let waiting: CallPlace | null = null;
  let cancel: (() => void) | null = null;

  const forget = (): CallPlace | null => {
    const was = waiting;
    waiting = null;
    cancel?.();
    return was;
  };
  const end = sessions.watch({
    ended(community: CommunityId) {
      const was = place();
      if (was?.community !== community) return;
      void leave();
      forget();
      waiting = was;
      cancel = schedule(() => {
        if (forget() && place() === null) failed();
      }, patienceMs);
    },
    began(community: CommunityId) {
      if (waiting?.community !== community) return;
      const was = forget();
      // Whoever went elsewhere meanwhile stays there.
      if (was && place() === null) void join(was);
    },
  });
  return () => {
    forget();
    end();
  };
};
