/**
 * Who speaks, by measured level: begun by a voice, kept up by a quieter one and through the pauses of a sentence.
 * Pure: a look at each step.
 */
import type { DeviceId } from '@maru/sync-core';

/** Root mean squares. About −44 dBFS begins it: speech at a desk is well above, a quiet room below. */
const voiceBegins = 0.006;
/** About −50 dBFS keeps it up. */
const voiceStays = 0.003;
const pauseMs = 400;

export type Look = {
  readonly atMs: number;
  readonly devices: readonly DeviceId[];
  readonly levelOf: (device: DeviceId) => number;
};

/** Returns the same set until it changes. */
export const createSpeaking = (
  begins = voiceBegins,
  stays = voiceStays,
  holdMs = pauseMs,
): ((look: Look) => ReadonlySet<DeviceId>) => {
  /** When each was last heard. */
  const heardAt = new Map<DeviceId, number>();
  let speaking: ReadonlySet<DeviceId> = new Set();
  return ({ atMs, devices, levelOf }) => {
    for (const device of devices)
      if (levelOf(device) > (heardAt.has(device) ? stays : begins)) heardAt.set(device, atMs);
    for (const [device, at] of heardAt)
      if (!devices.includes(device) || atMs - at >= holdMs) heardAt.delete(device);
    const isSame = speaking.size === heardAt.size && [...heardAt.keys()].every((one) => speaking.has(one));
    if (!isSame) speaking = new Set(heardAt.keys());
    return speaking;
  };
};
