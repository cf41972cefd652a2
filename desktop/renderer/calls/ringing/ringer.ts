/**
 * The sounds of ringing, made here: two warm notes that fall as of a small bell, and a soft one for who waits.
 * They come again after a pause until they are stopped.
 */
export type RingKind = 'incoming' | 'outgoing';
export type Ringer = {
  /** Null: silence. */
  set(kind: RingKind | null): void;
};

export type RingerDeps = {
  readonly createContext: () => AudioContext;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
};

type Note = { readonly hz: number; readonly at: number; readonly seconds: number; readonly loud: number };
type Tune = { readonly notes: readonly Note[]; readonly everyMs: number };

const tunes: Record<RingKind, Tune> = {
  incoming: {
    // A fifth that comes down over a third, twice.
    notes: [
      { hz: 783.99, at: 0, seconds: 0.9, loud: 0.16 },
      { hz: 659.26, at: 0.22, seconds: 0.9, loud: 0.14 },
      { hz: 523.25, at: 0.44, seconds: 1.2, loud: 0.16 },
      { hz: 783.99, at: 1, seconds: 0.9, loud: 0.13 },
      { hz: 523.25, at: 1.22, seconds: 1.4, loud: 0.14 },
    ],
    everyMs: 3_600,
  },
  outgoing: {
    notes: [
      { hz: 392, at: 0, seconds: 1, loud: 0.06 },
      { hz: 493.88, at: 0.02, seconds: 1, loud: 0.04 },
    ],
    everyMs: 3_000,
  },
};

/** A struck note: the tone and a fainter octave that fades sooner. */
const strike = (context: AudioContext, to: AudioNode, { hz, at, seconds, loud }: Note): void => {
  const start = context.currentTime + at;
  for (const [ratio, part, length] of [
    [1, 1, 1],
    [2, 0.22, 0.5],
  ] as const) {
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hz * ratio });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loud * part, start + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds * length);
    tone.connect(gain).connect(to);
    tone.start(start);
    tone.stop(start + seconds * length);
  }
};

type Playing = { readonly kind: RingKind; readonly context: AudioContext; readonly out: AudioNode };

export const createRinger = ({ createContext, schedule }: RingerDeps): Ringer => {
  let playing: Playing | null = null;
  let cancelNext: (() => void) | null = null;

  const silence = (): void => {
    cancelNext?.();
    cancelNext = null;
    const context = playing?.context;
    playing = null;
    if (context && context.state !== 'closed') void context.close();
  };

  const play = (now: Playing): void => {
    for (const note of tunes[now.kind].notes) strike(now.context, now.out, note);
    cancelNext = schedule(() => play(now), tunes[now.kind].everyMs);
  };

  return {
    set(kind) {
      if (playing?.kind === kind || (kind === null && playing === null)) return;
      silence();
      if (kind === null) return;
      const context = createContext();
      void context.resume();
      // Notes that overlap stay within what a speaker bears.
      const out = new DynamicsCompressorNode(context);
      out.connect(context.destination);
      playing = { kind, context, out };
      play(playing);
    },
  };
};
