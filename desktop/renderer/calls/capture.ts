/** The browser's microphone, camera and screen. */
import type { MicrophoneWish } from './microphone/microphone-source.ts';

/** Each throws what the browser throws. */
export type Capture = {
  microphone(wish: MicrophoneWish): Promise<MediaStreamTrack>;
  camera(): Promise<MediaStreamTrack>;
  /** The picture, and its sound where the platform has it. */
  screen(): Promise<{ readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null }>;
};

const first = (tracks: readonly MediaStreamTrack[]): MediaStreamTrack => {
  const [track] = tracks;
  if (!track) throw new DOMException('no track', 'NotFoundError');
  return track;
};

export const createCapture = (): Capture => ({
  microphone: async ({ device, suppression, echoCancellation, autoGain }) => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(device === null ? {} : { deviceId: { exact: device } }),
        echoCancellation,
        noiseSuppression: suppression === 'browser',
        autoGainControl: autoGain,
      },
    });
    return first(stream.getAudioTracks());
  },
  camera: async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24, max: 30 } },
    });
    return first(stream.getVideoTracks());
  },
  screen: async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 60 } },
      audio: true,
    });
    return { picture: first(stream.getVideoTracks()), sound: stream.getAudioTracks()[0] ?? null };
  },
});
