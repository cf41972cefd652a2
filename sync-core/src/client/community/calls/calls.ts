/** The calls of one community: of its voice channels, and of two. This device is in one at most. */
import type { CallRoster } from './call-roster.ts';
import type { Ringing } from './ringing.ts';

export type Calls = CallRoster &
  Pick<Ringing, 'ring' | 'cancel' | 'accept' | 'decline' | 'putAway' | 'hangUp' | 'pair'>;

export const createCalls = (roster: CallRoster, ringing: Ringing): Calls => {
  const { ring, cancel, accept, decline, putAway, hangUp, pair } = ringing;
  return {
    ...roster,
    ring,
    cancel,
    accept,
    decline,
    putAway,
    hangUp,
    join(...wanted) {
      const joined = roster.join(...wanted);
      if (joined.ok) pair.leave();
      return joined;
    },
    update(state) {
      roster.update(state);
      pair.update(state);
    },
    leave() {
      roster.leave();
      pair.leave();
    },
    alive(devices) {
      roster.alive(devices);
      pair.alive(devices);
    },
    online() {
      roster.online();
      pair.online();
    },
    look() {
      roster.look();
      ringing.look();
    },
    pair: {
      ...pair,
      join(...wanted) {
        const joined = pair.join(...wanted);
        if (joined.ok) roster.leave();
        return joined;
      },
    },
    stop() {
      ringing.stop();
      roster.stop();
    },
  };
};
