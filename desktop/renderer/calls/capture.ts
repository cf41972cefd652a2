/** The browser's microphone, camera and screen. */
import { type BlurBackground, blurBackground } from './camera/blur/blur.ts';
import { type CameraWanted, openCamera } from './camera/camera-capture.ts';
import type { MicrophoneWish } from './microphone/microphone-source.ts';
import { openScreen, type ScreenWanted, type SharedScreen } from './screen/screen-capture.ts';

/** Each throws what the browser throws. */
export type Capture = {
  microphone(wish: MicrophoneWish): Promise<MediaStreamTrack>;
  camera(wanted: CameraWanted): Promise<MediaStreamTrack>;
  readonly blur: BlurBackground;
  screen(wanted: ScreenWanted): Promise<SharedScreen>;
};

/** `sharesSound`: a screen can have its sound without that of the call. */
export const createCapture = (sharesSound: boolean): Capture => ({
  microphone: async ({ device, suppression, echoCancellation, autoGain }) => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(device === null ? {} : { deviceId: { exact: device } }),
        echoCancellation,
        noiseSuppression: suppression === 'browser',
        autoGainControl: autoGain,
      },
    });
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('no track', 'NotFoundError');
    return track;
  },
  camera: (wanted) => openCamera(navigator.mediaDevices, wanted),
  blur: blurBackground,
  screen: (wanted) => openScreen(navigator.mediaDevices, { ...wanted, sound: wanted.sound && sharesSound }),
});
