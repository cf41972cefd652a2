/** A struck wooden bar, in Web Audio: a tone that dies away, its fourth harmonic sooner, and the knock of the mallet. */
import type { Stroke } from './strokes.ts';

const loudness = 0.22;
/** The bar's own ring, and what of it is only heard at the stroke. */
const partials = [
  { times: 1, share: 1, seconds: 0.28 },
  { times: 3.93, share: 0.25, seconds: 0.07 },
  { times: 9.2, share: 0.08, seconds: 0.025 },
] as const;

/** Returns when it has died away, in the context's own seconds. */
export const strike = (context: AudioContext, into: AudioNode, { hz, at, force }: Stroke): number => {
  const begin = context.currentTime + at + 0.01;
  for (const { times, share, seconds } of partials) {
    const tone = context.createOscillator();
    const swell = context.createGain();
    tone.frequency.value = hz * times;
    swell.gain.setValueAtTime(0, begin);
    swell.gain.linearRampToValueAtTime(loudness * share * force, begin + 0.004);
    swell.gain.setTargetAtTime(0, begin + 0.004, seconds / 3);
    tone.connect(swell).connect(into);
    tone.start(begin);
    tone.stop(begin + seconds * 3);
    tone.addEventListener('ended', () => swell.disconnect());
  }
  return begin + Math.max(...partials.map(({ seconds }) => seconds * 3));
};
