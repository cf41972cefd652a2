/** How one connection does: what lies between two readings of its statistics, and in a word. */
import { type Slot, slots } from '../outgoing.ts';
import type { Reading, Route } from './stats.ts';

export type Flow = {
  readonly bitsPerSecond: number;
  /** Of all packets, 0 to 1; null where it isn't known. */
  readonly loss: number | null;
  readonly jitterMs: number | null;
  readonly codec: string | null;
  /** Of pictures. */
  readonly height: number | null;
  readonly framesPerSecond: number | null;
};
export type FlowIn = Flow & {
  /** Since the reading before. */
  readonly freezes: number;
};
export type FlowOut = Flow & {
  /** What holds the encoder back. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
};

export type ConnectionQuality = {
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  readonly availableBits: number | null;
  /** Only what flows. */
  readonly received: { readonly [S in Slot]?: FlowIn };
  readonly sent: { readonly [S in Slot]?: FlowOut };
};

type Moment = { readonly atMs: number; readonly bytes: number };

/** Null where nothing can be said: a count that began anew, or no time between. */
const rate = (before: Moment | undefined, after: Moment): number | null => {
  if (!before) return null;
  const passedMs = after.atMs - before.atMs;
  const bytes = after.bytes - before.bytes;
  return passedMs > 0 && bytes >= 0 ? (bytes * 8_000) / passedMs : null;
};

const fraction = (lost: number, arrived: number): number | null =>
  lost + arrived > 0 ? Math.min(1, Math.max(0, lost) / (Math.max(0, lost) + arrived)) : null;

export const qualityBetween = (before: Reading, after: Reading): ConnectionQuality => {
  const received: { [S in Slot]?: FlowIn } = {};
  const sent: { [S in Slot]?: FlowOut } = {};
  for (const slot of slots) {
    const [wasIn, isIn] = [before.received.get(slot), after.received.get(slot)];
    const [wasOut, isOut] = [before.sent.get(slot), after.sent.get(slot)];
    const rateIn = isIn ? rate(wasIn, isIn) : null;
    if (isIn && wasIn && rateIn) {
      const { jitterMs, codec, height, framesPerSecond } = isIn;
      received[slot] = {
        bitsPerSecond: rateIn,
        loss: fraction(isIn.lost - wasIn.lost, isIn.packets - wasIn.packets),
        jitterMs,
        codec,
        height,
        framesPerSecond,
        freezes: Math.max(0, isIn.freezes - wasIn.freezes),
      };
    }
    const rateOut = isOut ? rate(wasOut, isOut) : null;
    if (isOut && rateOut) {
      const { loss, jitterMs, codec, height, framesPerSecond, limitedBy } = isOut;
      sent[slot] = { bitsPerSecond: rateOut, loss, jitterMs, codec, height, framesPerSecond, limitedBy };
    }
  }
  const { route, roundTripMs, availableBits } = after;
  return { route, roundTripMs, availableBits, received, sent };
};

const flowsOf = (flows: ConnectionQuality['received'] | ConnectionQuality['sent']): readonly Flow[] =>
  slots.flatMap((slot) => flows[slot] ?? []);

const most = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

export type Direction = {
  readonly bitsPerSecond: number;
  readonly loss: number | null;
  readonly jitterMs: number | null;
};
/** All that flows one way: the worst of loss and jitter, the sum of bits. */
export const directionOf = (flows: ConnectionQuality['received'] | ConnectionQuality['sent']): Direction => {
  const all = flowsOf(flows);
  return {
    bitsPerSecond: all.reduce((sum, { bitsPerSecond }) => sum + bitsPerSecond, 0),
    loss: most(all.map(({ loss }) => loss)),
    jitterMs: most(all.map(({ jitterMs }) => jitterMs)),
  };
};

export type Grade = 'good' | 'fair' | 'poor' | 'none';

/** From here on speech is heard to suffer, and from there it can't be followed (ITU-T G.114 and G.1028 say alike). */
const bounds = {
  fair: { loss: 0.02, roundTripMs: 250, jitterMs: 40 },
  poor: { loss: 0.08, roundTripMs: 500, jitterMs: 100 },
} as const;

export const gradeOf = (quality: ConnectionQuality | undefined): Grade => {
  if (!quality?.route) return 'none';
  const [into, out] = [directionOf(quality.received), directionOf(quality.sent)];
  const loss = Math.max(into.loss ?? 0, out.loss ?? 0);
  const jitterMs = Math.max(
    quality.received.microphone?.jitterMs ?? 0,
    quality.sent.microphone?.jitterMs ?? 0,
  );
  const exceeds = (bound: (typeof bounds)[keyof typeof bounds]) =>
    loss >= bound.loss || jitterMs >= bound.jitterMs || (quality.roundTripMs ?? 0) >= bound.roundTripMs;
  return exceeds(bounds.poor) ? 'poor' : exceeds(bounds.fair) ? 'fair' : 'good';
};

/** Of a whole call: as good as its worst connection. */
export const worstOf = (grades: readonly Grade[]): Grade =>
  (['poor', 'fair', 'none', 'good'] as const).find((grade) => grades.includes(grade)) ?? 'none';
