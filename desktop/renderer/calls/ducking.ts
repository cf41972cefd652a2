/**
 * While somebody with priority speaks, the others step back: who has it is governance's to say, whether they speak
 * is measured here [T12]. Pure: a look at each step.
 */
import type { DeviceId } from '@maru/sync-core';

/** −12 dB: still understood, clearly behind. */
export const duckedTo = 10 ** (-12 / 20);

/** About −40 dBFS begins it and −46 keeps it up: a breath or a keyboard does neither. */
const beginsAt = 0.01;
const staysAt = 0.005;
/** A pause within a sentence brings nobody back. */
const holdMs = 700;

export type DuckingStep = {
  readonly atMs: number;
  readonly priority: readonly DeviceId[];
  readonly levelOf: (device: DeviceId) => number;
};

/** Returns who speaks with priority now: nobody, or those before whom the others step back. */
export const createDucking = (): ((step: DuckingStep) => ReadonlySet<DeviceId>) => {
  /** When each was last heard. */
  const heardAt = new Map<DeviceId, number>();
  return ({ atMs, priority, levelOf }) => {
    for (const device of heardAt.keys()) if (!priority.includes(device)) heardAt.delete(device);
    for (const device of priority)
      if (levelOf(device) > (heardAt.has(device) ? staysAt : beginsAt)) heardAt.set(device, atMs);
    for (const [device, at] of heardAt) if (atMs - at >= holdMs) heardAt.delete(device);
    return new Set(heardAt.keys());
  };
};
