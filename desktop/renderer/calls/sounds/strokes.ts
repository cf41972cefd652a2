/** What each thing that happens in a call sounds like: a stroke or two on wood. Made here, of nothing but sines. */

/** One bar that is struck: its pitch and how hard, after so many seconds. */
export type Stroke = { readonly hz: number; readonly at: number; readonly force: number };

/** Somebody else's first; then what one does oneself. */
export const callSounds = [
  'joined',
  'left',
  'screenShown',
  'muted',
  'unmuted',
  'deafened',
  'undeafened',
  'entered',
  'ended',
] as const;
export type CallSound = (typeof callSounds)[number];

// A pentatonic row in D, as of a wooden xylophone: whatever meets, nothing clashes.
const d = 293.66;
const e = 329.63;
const a = 440;
const b = 493.88;
const high = 587.33;

const stroke = (hz: number, at = 0, force = 1): Stroke => ({ hz, at, force });

/** Up for what begins, down for what ends; quieter for what others do. */
export const strokesOf: Record<CallSound, readonly Stroke[]> = {
  joined: [stroke(a, 0, 0.6), stroke(high, 0.11, 0.7)],
  left: [stroke(high, 0, 0.55), stroke(a, 0.11, 0.6)],
  screenShown: [stroke(e, 0, 0.5), stroke(a, 0.08, 0.55), stroke(b, 0.16, 0.6)],
  muted: [stroke(d, 0, 0.8)],
  unmuted: [stroke(a, 0, 0.7)],
  deafened: [stroke(e, 0, 0.8), stroke(d, 0.09, 0.8)],
  undeafened: [stroke(e, 0, 0.7), stroke(a, 0.09, 0.7)],
  entered: [stroke(d, 0, 0.7), stroke(a, 0.09, 0.7), stroke(high, 0.18, 0.7)],
  ended: [stroke(a, 0, 0.8), stroke(e, 0.12, 0.8), stroke(d, 0.24, 0.9)],
};
