/**
 * The sounds of one's own call: somebody comes or goes, one mutes, deafens, comes in or is out of it. None of
 * others while one is deafened, none at all where the setting says so, and of a crowd only the first few.
 */
import type { CallSettingsStore } from '../call-settings.ts';
import type { CallStore } from '../call-store.ts';
import { soundOf } from './heard-change.ts';
import type { CallSound } from './strokes.ts';

export type CallSoundsDeps = {
  readonly call: Pick<CallStore, 'store'>;
  readonly settings: Pick<CallSettingsStore, 'store'>;
  readonly now: () => number;
  readonly play: (sound: CallSound) => void;
};

/** Sounds of others: so many in so long. Who comes back after a network's hiccup, and a raid, are not drummed out. */
const mostOfOthers = 4;
const windowMs = 10_000;
const isOfOthers = (sound: CallSound): boolean =>
  sound === 'joined' || sound === 'left' || sound === 'screenShown';

export const createCallSounds = ({ call, settings, now, play }: CallSoundsDeps): (() => void) => {
  let lately: readonly number[] = [];
  return call.store.subscribe((state, before) => {
    const sound = soundOf(state, before);
    if (sound === null || !settings.store.getState().sounds) return;
    if (isOfOthers(sound)) {
      const at = now();
      lately = lately.filter((one) => at - one < windowMs);
      if (state.deafened || lately.length >= mostOfOthers) return;
      lately = [...lately, at];
    }
    play(sound);
  });
};
