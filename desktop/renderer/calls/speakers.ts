/**
 * What one hears: each participant's voice and screen at their loudness, behind whoever speaks with priority, and
 * nothing while one is deafened. Tells who speaks by measured level, so that no one's word is needed for it.
 */
import type { DeviceId } from '@maru/sync-core';
import { createDucking, duckedTo } from './ducking.ts';
import type { Loudness } from './hearing.ts';

export type Sounds = { readonly microphone: MediaStreamTrack; readonly screenSound: MediaStreamTrack };

export type Speakers = {
  play(device: DeviceId, sounds: Sounds): void;
  setLoudness(device: DeviceId, loudness: Loudness): void;
  /** Before whom the others step back while they speak. */
  setPriority(devices: readonly DeviceId[]): void;
  remove(device: DeviceId): void;
  /** How loud all of it is: 0 while one is deafened, 1 as it comes, up to 2. */
  setMaster(volume: number): void;
  /** Root mean square of the voice that came in lately, 0 to 1, before its loudness. */
  levelOf(device: DeviceId): number;
  stop(): void;
};

type Voice = {
  readonly analyser: AnalyserNode;
  readonly voice: GainNode;
  readonly screen: GainNode;
  /** Both, stepping back. */
  readonly behind: GainNode;
  readonly sources: readonly MediaStreamAudioSourceNode[];
  readonly element: HTMLAudioElement;
  readonly samples: Float32Array<ArrayBuffer>;
};

/** Changes are no clicks; one steps back quickly and comes again slowly. */
const rampSeconds = 0.02;
const backSeconds = 0.05;
const againSeconds = 0.25;
const lookMs = 50;

const silence: Loudness = { voice: 0, screen: 0 };

export const createSpeakers = (
  context: AudioContext,
  schedule: (run: () => void, afterMs: number) => () => void,
): Speakers => {
  const voices = new Map<DeviceId, Voice>();
  const loudness = new Map<DeviceId, Loudness>();
  const speaksFirst = createDucking();
  let priority: readonly DeviceId[] = [];
  let ducked = '';
  let cancelLook: (() => void) | null = null;
  const master = context.createGain();
  master.connect(context.destination);

  const ramp = (parameter: AudioParam, value: number, seconds = rampSeconds): void => {
    parameter.setTargetAtTime(value, context.currentTime, seconds);
  };

  const remove = (device: DeviceId): void => {
    const heard = voices.get(device);
    if (!heard) return;
    voices.delete(device);
    heard.element.srcObject = null;
    const { sources, analyser, voice, screen, behind } = heard;
    for (const node of [...sources, analyser, voice, screen, behind]) node.disconnect();
  };

  const levelOf = (device: DeviceId): number => {
    const heard = voices.get(device);
    if (!heard) return 0;
    heard.analyser.getFloatTimeDomainData(heard.samples);
    return Math.sqrt(heard.samples.reduce((sum, sample) => sum + sample * sample, 0) / heard.samples.length);
  };

  /** Who isn't heard here takes no precedence. */
  const heardLevel = (device: DeviceId): number =>
    (loudness.get(device)?.voice ?? 0) > 0 ? levelOf(device) : 0;

  const look = (): void => {
    const first = speaksFirst({
      atMs: context.currentTime * 1_000,
      devices: priority,
      levelOf: heardLevel,
    });
    const now = [...first].join(' ');
    if (now !== ducked) {
      ducked = now;
      for (const [device, { behind }] of voices) {
        const back = first.size > 0 && !first.has(device);
        ramp(behind.gain, back ? duckedTo : 1, back ? backSeconds : againSeconds);
      }
    }
    cancelLook = priority.length > 0 || first.size > 0 ? schedule(look, lookMs) : null;
  };

  return {
    play(device, { microphone, screenSound }) {
      remove(device);
      // Chromium pulls a remote track's sound only while an element plays it.
      const element = new Audio();
      element.muted = true;
      element.srcObject = new MediaStream([microphone, screenSound]);
      void element.play().catch(() => undefined);
      const { voice: own, screen: theirs } = loudness.get(device) ?? silence;
      const [analyser, voice, screen, behind] = [
        context.createAnalyser(),
        context.createGain(),
        context.createGain(),
        context.createGain(),
      ];
      analyser.fftSize = 1024;
      voice.gain.value = own;
      screen.gain.value = theirs;
      // One a track: of a stream with several a source takes but one.
      const [said, shown] = [microphone, screenSound].map((track) =>
        context.createMediaStreamSource(new MediaStream([track])),
      );
      said?.connect(analyser).connect(voice).connect(behind);
      shown?.connect(screen).connect(behind);
      behind.connect(master);
      const sources = [said, shown].filter((one) => one !== undefined);
      const samples = new Float32Array(analyser.fftSize);
      voices.set(device, { analyser, voice, screen, behind, sources, element, samples });
      // Who comes while another speaks stands back at once.
      ducked = '';
    },
    setLoudness(device, now) {
      loudness.set(device, now);
      const heard = voices.get(device);
      if (!heard) return;
      ramp(heard.voice.gain, now.voice);
      ramp(heard.screen.gain, now.screen);
    },
    setPriority(devices) {
      priority = devices;
      cancelLook ??= priority.length > 0 ? schedule(look, lookMs) : null;
    },
    remove,
    setMaster: (volume) => ramp(master.gain, volume),
    levelOf,
    stop() {
      cancelLook?.();
      for (const device of [...voices.keys()]) remove(device);
      master.disconnect();
    },
  };
};
