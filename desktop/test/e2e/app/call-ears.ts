/**
 * What a test gives a page to say and hears of it: a tone in place of the microphone, a picture that carries who
 * and which frame, and a tap on whatever the page plays.
 */
import type { Page } from '@playwright/test';
import { z } from 'zod';

/** Before the page loads: its microphone is this tone, its camera a picture of this colour whose frames go on. */
export const giveVoice = ({ hz, hue }: { readonly hz: number; readonly hue: number }): void => {
  const tone = (): MediaStreamTrack => {
    const context = new AudioContext();
    const oscillator = context.createOscillator();
    const loudness = context.createGain();
    const out = context.createMediaStreamDestination();
    oscillator.frequency.value = hz;
    loudness.gain.value = 0.25;
    oscillator.connect(loudness).connect(out);
    oscillator.start();
    const [track] = out.stream.getAudioTracks();
    if (!track) throw new Error('no tone');
    return track;
  };
  const picture = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 240;
    const draw = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      if (!draw) return;
      // Brightness swings with the frame: a picture that stands still is told from one that goes on.
      draw.fillStyle = `hsl(${hue} 80% ${35 + (frame++ % 4) * 10}%)`;
      draw.fillRect(0, 0, canvas.width, canvas.height);
    }, 100);
    const [track] = canvas.captureStream(10).getVideoTracks();
    if (!track) throw new Error('no picture');
    return track;
  };
  // Cameras are shown at once, unless a test says otherwise.
  localStorage['maru.calls'] ??= JSON.stringify({ camera: { preview: false } });
  navigator.mediaDevices.getUserMedia = async (wanted) =>
    new MediaStream([...(wanted?.audio ? [tone()] : []), ...(wanted?.video ? [picture()] : [])]);
  navigator.mediaDevices.getDisplayMedia = async () => new MediaStream([picture(), tone()]);

  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  const tapped = function (this: AudioNode, to: AudioNode | AudioParam, ...rest: number[]) {
    // What people say comes through a gain; the app's own sounds don't.
    if (to instanceof AudioDestinationNode && this instanceof GainNode) {
      const ear = this.context.createAnalyser();
      ear.fftSize = 16_384;
      connect.call(this, ear);
      Object.assign(window, { ear });
    }
    return Reflect.apply(connect, this, [to, ...rest]);
  };
  Object.assign(AudioNode.prototype, { connect: tapped });
};

const heard = z.object({ hz: z.number(), level: z.number() });

/** The strongest tone of what the page plays, and how loud all of it is (root mean square). */
export const listen = async (page: Page): Promise<z.infer<typeof heard>> =>
  heard.parse(
    await page.evaluate(() => {
      const ear: unknown = Reflect.get(window, 'ear');
      if (!(ear instanceof AnalyserNode)) return { hz: 0, level: 0 };
      const bins = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(bins);
      const samples = new Float32Array(ear.fftSize);
      ear.getFloatTimeDomainData(samples);
      const loudest = bins.reduce((best, value, bin) => (value > (bins[best] ?? value) ? bin : best), 0);
      return {
        hz: (loudest * ear.context.sampleRate) / ear.fftSize,
        level: Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length),
      };
    }),
  );

const tones = z.array(z.number());

/** Of the tones looked for, by how many decibels each stands above what is heard beside it; heard at its place within 1 %. */
export const heardAbove = async (page: Page, wanted: readonly number[]): Promise<readonly number[]> =>
  tones.parse(
    await page.evaluate((wanted) => {
      const ear: unknown = Reflect.get(window, 'ear');
      if (!(ear instanceof AnalyserNode)) return wanted.map(() => -200);
      const bins = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(bins);
      const hzPerBin = ear.context.sampleRate / ear.fftSize;
      const loudest = (from: number, to: number) =>
        Math.max(...bins.subarray(Math.floor(from / hzPerBin), Math.ceil(to / hzPerBin)));
      return wanted.map((hz) => {
        const here = loudest(hz * 0.99, hz * 1.01);
        const beside = Math.max(loudest(hz * 0.94, hz * 0.97), loudest(hz * 1.03, hz * 1.06));
        return Number.isFinite(here) ? here - Math.max(beside, -200) : -200;
      });
    }, wanted),
  );

/** Colours of what a picture shows, a few frames apart: hue and brightness each. */
export const look = (page: Page, name: string) =>
  page.getByLabel(name, { exact: true }).evaluate(async (element) => {
    if (!(element instanceof HTMLVideoElement)) throw new Error('no picture');
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const draw = canvas.getContext('2d', { willReadFrequently: true });
    const seen: number[][] = [];
    for (let frame = 0; frame < 8; frame++) {
      draw?.drawImage(element, 0, 0, 1, 1);
      seen.push([...(draw?.getImageData(0, 0, 1, 1).data ?? [])]);
      await new Promise((resolve) => setTimeout(resolve, 130));
    }
    return seen;
  });

/** How loud one tone of what the page plays is: its amplitude, found among whatever else sounds. */
export const toneAt = async (page: Page, hz: number): Promise<number> =>
  z.number().parse(
    await page.evaluate((wanted) => {
      const ear: unknown = Reflect.get(window, 'ear');
      if (!(ear instanceof AnalyserNode)) return 0;
      const samples = new Float32Array(ear.fftSize);
      ear.getFloatTimeDomainData(samples);
      const turn = (2 * Math.PI * wanted) / ear.context.sampleRate;
      const [real, imaginary] = samples.reduce<[number, number]>(
        ([x, y], sample, at) => {
          // A Hann window keeps the others out.
          const weight = sample * (1 - Math.cos((2 * Math.PI * at) / samples.length));
          return [x + weight * Math.cos(turn * at), y + weight * Math.sin(turn * at)];
        },
        [0, 0],
      );
      return (2 * Math.hypot(real, imaginary)) / samples.length;
    }, hz),
  );
