/**
 * One's own camera while it is open, in a call or in a preview: follows the settings of this installation (which
 * camera, its background blurred or not) as it runs. `picture` is what is sent. Who wants their background blurred
 * is never shown without: where that fails, there is no picture and a problem instead.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createRefresher } from '../../stores/refresher.ts';
import { type CallProblem, deviceProblem } from '../call-problem.ts';
import type { CallSettingsStore } from '../call-settings.ts';
import type { BlurBackground, Blurred } from './blur/blur.ts';
import { type CameraWanted, pictureConstraints } from './camera-capture.ts';

export type OwnCameraState = {
  /** Null until it is there, and once there is a problem. */
  readonly picture: MediaStreamTrack | null;
  readonly problem: CallProblem | null;
};

export type OwnCamera = {
  readonly store: StoreApi<OwnCameraState>;
  /** Lines that are enough for whoever looks now. */
  setHeight(height: number): void;
  /** Its light goes out. */
  stop(): void;
};

export type CameraSource = {
  /** Throws what the browser throws. */
  camera(wanted: CameraWanted): Promise<MediaStreamTrack>;
  readonly blur: BlurBackground;
};

/** Before anybody has said how large they see it. */
const firstHeight = 480;

type Running = {
  readonly device: string | null;
  readonly camera: MediaStreamTrack;
  blurred: Blurred | null;
};

const endBlur = (one: Running): void => {
  const { blurred } = one;
  // First: an end that was wanted is no failure.
  one.blurred = null;
  blurred?.stop();
};
const release = (one: Running | null): void => {
  if (!one) return;
  endBlur(one);
  one.camera.stop();
};

/** Opens it at once. */
export const createOwnCamera = (source: CameraSource, settings: CallSettingsStore): OwnCamera => {
  const store = createStore<OwnCameraState>(() => ({ picture: null, problem: null }));
  let running: Running | null = null;
  let height = firstHeight;
  let stopped = false;

  const fail = (problem: CallProblem): null => {
    release(running);
    running = null;
    if (!stopped) store.setState({ picture: null, problem });
    return null;
  };

  /** Null when it could not be opened, or is no longer wanted. */
  const open = async (device: string | null): Promise<Running | null> => {
    try {
      const camera = await source.camera({ device, height });
      const opened: Running = { device, camera, blurred: null };
      camera.addEventListener('ended', () => {
        if (running === opened) fail({ kind: 'device', device: 'camera', reason: 'lost' });
      });
      if (!stopped) return opened;
      release(opened);
      return null;
    } catch (thrown) {
      return fail(deviceProblem('camera', thrown));
    }
  };

  /** Null when it was to be blurred and can't be. */
  const draw = async (one: Running, blur: boolean): Promise<MediaStreamTrack | null> => {
    if (!blur) return one.camera;
    if (one.blurred) return one.blurred.picture;
    try {
      one.blurred = await source.blur(one.camera, () => {
        if (running === one && one.blurred) fail({ kind: 'blur' });
      });
      if (!stopped && running === one) return one.blurred.picture;
      endBlur(one);
      return null;
    } catch {
      return running === one ? fail({ kind: 'blur' }) : null;
    }
  };

  const follow = createRefresher(async () => {
    if (stopped) return;
    const { device, blur } = settings.store.getState().camera;
    const before = running;
    // The one before goes on until the next is there.
    const now = before?.device === device ? before : await open(device);
    if (!now) return;
    running = now;
    const picture = await draw(now, blur);
    if (picture) store.setState({ picture, problem: null });
    if (before !== now) release(before);
    if (!blur) endBlur(now);
  });
  const endFollowing = settings.store.subscribe((after, before) => {
    if (after.camera !== before.camera) void follow();
  });
  void follow();

  return {
    store,
    setHeight(wanted) {
      if (wanted === height) return;
      height = wanted;
      // A camera that has no such size is left at the one it has.
      void running?.camera.applyConstraints(pictureConstraints(height)).catch(() => undefined);
    },
    stop() {
      stopped = true;
      endFollowing();
      release(running);
      running = null;
    },
  };
};
