/**
 * What a connection carries, learned as TCP does: a little more while all goes well, a good deal less at once where
 * packets are lost. And what this machine carries: steps down while its encoders can't keep up. Pure, with enough
 * inertia that a picture doesn't swing.
 */
import { limits } from '@maru/sync-core';

export type Cap = {
  readonly bits: number;
  /** Readings in a row without trouble. */
  readonly calm: number;
  /** Readings in a row in which the connection held the encoders back. */
  readonly strained: number;
};

export type Signs = {
  /** Of what was sent, as the other side counts; null where it hasn't said. */
  readonly loss: number | null;
  readonly sentBits: number;
  /** The browser's own estimate; null without one. */
  readonly availableBits: number | null;
  /** The encoders would send more. */
  readonly heldBack: boolean;
};

const leastBits = 64_000;
const heavyLoss = 0.1;
const lightLoss = 0.02;
const decrease = 0.7;
const increaseBits = 250_000;
/** Two seconds each: a new connection's estimate climbs, and a single bad moment is none. */
const calmReadings = 3;
const strainedReadings = 4;

export const freshCap: Cap = { bits: limits.callUploadBits, calm: 0, strained: 0 };

const within = (bits: number): number =>
  Math.round(Math.min(limits.callUploadBits, Math.max(leastBits, bits)));

export const adaptCap = (cap: Cap, { loss, sentBits, availableBits, heldBack }: Signs): Cap => {
  if (loss !== null && loss >= heavyLoss) {
    // Of what really went out: a cap high above it would have to fall many times before it is felt.
    const from = sentBits > 0 ? Math.min(cap.bits, sentBits) : cap.bits;
    return { bits: within(from * decrease), calm: 0, strained: 0 };
  }
  const strained = heldBack ? cap.strained + 1 : 0;
  if (strained >= strainedReadings && availableBits !== null) {
    // A size that suits what gets through looks better than a large one that is starved.
    return { bits: Math.min(cap.bits, within(availableBits)), calm: 0, strained };
  }
  if (heldBack || (loss !== null && loss >= lightLoss)) return { ...cap, calm: 0, strained };
  const calm = cap.calm + 1;
  return { bits: calm >= calmReadings ? within(cap.bits + increaseBits) : cap.bits, calm, strained };
};

export type Relief = {
  /** Rungs down for every picture that is sent. */
  readonly steps: number;
  readonly strained: number;
  readonly calm: number;
  /** Calm readings that are waited for before the next step up: twice as many each time one was too much. */
  readonly patience: number;
};

const mostSteps = 3;
const patience = { least: 10, most: 150 } as const;
const strainedByCpu = 2;
/** After so many calm readings at full quality what was too much before is forgotten. */
const forgottenReadings = 60;

export const noRelief: Relief = { steps: 0, strained: 0, calm: 0, patience: patience.least };

export const adaptRelief = (relief: Relief, limitedByCpu: boolean): Relief => {
  if (limitedByCpu) {
    const strained = relief.strained + 1;
    if (strained < strainedByCpu || relief.steps === mostSteps) return { ...relief, strained, calm: 0 };
    return { ...relief, steps: relief.steps + 1, strained: 0, calm: 0 };
  }
  const calm = relief.calm + 1;
  if (relief.steps === 0)
    return calm < forgottenReadings ? { ...relief, strained: 0, calm } : { ...noRelief, calm };
  if (calm < relief.patience) return { ...relief, strained: 0, calm };
  return {
    steps: relief.steps - 1,
    strained: 0,
    calm: 0,
    patience: Math.min(patience.most, relief.patience * 2),
  };
};
