/**
 * A screen, window or tab, picked by the person in the browser's own choice each time, with its sound where that
 * can't carry the call itself back into the call.
 */
import type { CallSettings } from '../call-settings.ts';

export type ScreenWanted = CallSettings['screen'];
export type SharedScreen = { readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null };

/** What browsers know of `getDisplayMedia` beyond TypeScript's own types. */
type PictureConstraints = MediaTrackConstraints & { readonly cursor: 'always' };
type SoundConstraints = MediaTrackConstraints & { readonly restrictOwnAudio?: boolean };
type ScreenOptions = {
  readonly video: PictureConstraints;
  readonly audio: SoundConstraints | false;
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly monitorTypeSurfaces: 'include';
  readonly systemAudio: 'include' | 'exclude';
  readonly windowAudio: 'window' | 'exclude';
};

const screenRate = (framesPerSecond: number): MediaTrackConstraints => ({
  frameRate: { ideal: framesPerSecond, max: framesPerSecond },
});

/**
 * `canLeaveOut`: the browser can take what this page plays out of the system's sound. Where it can't, the sound of a
 * whole screen would bring everybody their own voice back: then only a tab's sound is offered.
 */
export const screenOptions = (
  { framesPerSecond, sound }: ScreenWanted,
  canLeaveOut: boolean,
): ScreenOptions => {
  const soundConstraints: SoundConstraints = {
    // Music and films come as they are.
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    ...(canLeaveOut ? { restrictOwnAudio: true } : {}),
  };
  return {
    video: { ...screenRate(framesPerSecond), cursor: 'always' },
    audio: sound ? soundConstraints : false,
    // Maru within Maru within Maru.
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    monitorTypeSurfaces: 'include',
    systemAudio: sound && canLeaveOut ? 'include' : 'exclude',
    windowAudio: sound && canLeaveOut ? 'window' : 'exclude',
  };
};

/** A running share takes what was chosen anew. */
export const retune = (picture: MediaStreamTrack, { framesPerSecond, content }: ScreenWanted): void => {
  // Text stays sharp and may skip frames, motion keeps its frames and may lose sharpness.
  picture.contentHint = content === 'text' ? 'text' : 'motion';
  // A browser that can't is left at what it sends.
  void picture.applyConstraints(screenRate(framesPerSecond)).catch(() => undefined);
};

type ScreenMedia = Pick<MediaDevices, 'getDisplayMedia' | 'getSupportedConstraints'>;

/** Whether the system's sound comes without what this page plays. */
export const leavesOutOwnSound = (media: Pick<ScreenMedia, 'getSupportedConstraints'>): boolean =>
  'restrictOwnAudio' in media.getSupportedConstraints();

/** Throws what the browser throws. */
export const openScreen = async (media: ScreenMedia, wanted: ScreenWanted): Promise<SharedScreen> => {
  const stream = await media.getDisplayMedia(screenOptions(wanted, leavesOutOwnSound(media)));
  const [picture] = stream.getVideoTracks();
  if (!picture) throw new DOMException('no track', 'NotFoundError');
  retune(picture, wanted);
  return { picture, sound: stream.getAudioTracks()[0] ?? null };
};
