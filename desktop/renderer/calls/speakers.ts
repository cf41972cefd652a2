/**
 * What one hears: each participant's sound at the loudness that this person set, silent for who may not speak or
 * while one is deafened. Tells who speaks by measured level, so that no one's word is needed for it.
 */
import type { DeviceId } from '@maru/sync-core';

export type Speakers = {
  play(device: DeviceId, tracks: readonly MediaStreamTrack[]): void;
  /** 0 for silence, 1 as it came, up to 2. */
  setVolume(device: DeviceId, volume: number): void;
  remove(device: DeviceId): void;
  setDeafened(deafened: boolean): void;
  /** Root mean square of what came in lately, 0 to 1, before volume. */
  levelOf(device: DeviceId): number;
  stop(): void;
};

type Voice = {
  /** One a track: of a stream with several a source takes but one. */
  readonly sources: readonly MediaStreamAudioSourceNode[];
  readonly analyser: AnalyserNode;
  readonly gain: GainNode;
  readonly element: HTMLAudioElement;
  readonly samples: Float32Array<ArrayBuffer>;
};

/** Volume changes are no clicks. */
const rampSeconds = 0.02;

export const createSpeakers = (context: AudioContext): Speakers => {
  const voices = new Map<DeviceId, Voice>();
  const volumes = new Map<DeviceId, number>();
  const master = context.createGain();
  master.connect(context.destination);

  const ramp = (parameter: AudioParam, value: number): void => {
    parameter.setTargetAtTime(value, context.currentTime, rampSeconds);
  };

  const remove = (device: DeviceId): void => {
    const voice = voices.get(device);
    if (!voice) return;
    voices.delete(device);
    voice.element.srcObject = null;
    for (const node of [...voice.sources, voice.analyser, voice.gain]) node.disconnect();
  };

  return {
    play(device, tracks) {
      remove(device);
      const stream = new MediaStream([...tracks]);
      // Chromium pulls a remote track's sound only while an element plays it.
      const element = new Audio();
      element.muted = true;
      element.srcObject = stream;
      void element.play().catch(() => undefined);
      const sources = tracks.map((track) => context.createMediaStreamSource(new MediaStream([track])));
      const analyser = context.createAnalyser();
      analyser.fftSize = 1024;
      const gain = context.createGain();
      gain.gain.value = volumes.get(device) ?? 1;
      for (const source of sources) source.connect(analyser);
      analyser.connect(gain).connect(master);
      voices.set(device, { sources, analyser, gain, element, samples: new Float32Array(analyser.fftSize) });
    },
    setVolume(device, volume) {
      volumes.set(device, volume);
      const voice = voices.get(device);
      if (voice) ramp(voice.gain.gain, volume);
    },
    remove,
    setDeafened: (deafened) => ramp(master.gain, deafened ? 0 : 1),
    levelOf(device) {
      const voice = voices.get(device);
      if (!voice) return 0;
      voice.analyser.getFloatTimeDomainData(voice.samples);
      return Math.sqrt(
        voice.samples.reduce((sum, sample) => sum + sample * sample, 0) / voice.samples.length,
      );
    },
    stop() {
      for (const device of [...voices.keys()]) remove(device);
      master.disconnect();
    },
  };
};
