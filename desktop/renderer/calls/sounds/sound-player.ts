/** Plays the sounds of a call. A context only while something sounds: none keeps the machine's audio awake. */
import { type CallSound, strokesOf } from './strokes.ts';
import { strike } from './wood.ts';

type Playing = { readonly context: AudioContext; readonly out: AudioNode; sounds: number };

export const createSoundPlayer = (createContext: () => AudioContext): ((sound: CallSound) => void) => {
  let playing: Playing | null = null;

  const open = (): Playing => {
    const context = createContext();
    void context.resume();
    // Several at once don't grow harsh.
    const out = context.createDynamicsCompressor();
    out.connect(context.destination);
    return { context, out, sounds: 0 };
  };

  return (sound) => {
    playing ??= open();
    const here = playing;
    const { context, out } = here;
    here.sounds++;
    const dying = strokesOf[sound].map((stroke) => strike(context, out, stroke));
    const clock = context.createConstantSource();
    clock.start();
    clock.stop(Math.max(...dying));
    clock.addEventListener('ended', () => {
      here.sounds--;
      if (here.sounds > 0) return;
      if (playing === here) playing = null;
      void context.close();
    });
  };
};
