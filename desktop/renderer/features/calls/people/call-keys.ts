/** Keys of a call, wherever one reads or writes: Ctrl or Cmd with Shift and a letter. */
import type { CallStore } from '../../../calls/call-store.ts';

export const callKeys = { mute: 'M', deafen: 'D', leave: 'H' } as const;

/** Null when the key is none of the call's, or there is no call. */
export const runCallKey = (call: CallStore, letter: string): true | null => {
  const { place, muted, deafened } = call.store.getState();
  if (place === null) return null;
  switch (letter) {
    case callKeys.mute:
      call.setMuted(!muted);
      return true;
    case callKeys.deafen:
      call.setDeafened(!deafened);
      return true;
    case callKeys.leave:
      void call.leave();
      return true;
    default:
      return null;
  }
};
