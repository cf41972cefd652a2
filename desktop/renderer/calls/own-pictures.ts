/** The own camera and screen in a call: captured, sent and ended. */
import { type CallProblem, deviceProblem } from './call-problem.ts';
import type { CallSettingsStore } from './call-settings.ts';
import { createOwnCamera, type OwnCamera } from './camera/own-camera.ts';
import type { Capture } from './capture.ts';
import type { Outgoing } from './outgoing.ts';
import { retune, type SharedScreen } from './screen/screen-capture.ts';

export type OwnPictures = {
  setCamera(on: boolean): void;
  /** Shows one that is open already, as after a preview. It is this call's from now on. */
  showCamera(camera: OwnCamera): void;
  setScreen(on: boolean): Promise<void>;
  /** Lines of the camera that are enough for those who look at it now. */
  setHeight(height: number): void;
  stop(): void;
};

export type OwnPicturesDeps = {
  readonly capture: Capture;
  readonly settings: CallSettingsStore;
  readonly outgoing: Outgoing;
  readonly onChange: () => void;
  readonly onProblem: (problem: CallProblem) => void;
};

/** The camera fills its slot as its picture changes: another device, its background blurred or no longer. */
const createCameraSlot = ({ outgoing, onChange, onProblem }: OwnPicturesDeps) => {
  let shown: { readonly camera: OwnCamera; readonly end: () => void } | null = null;
  /** What the others look at, whichever camera it is; null before they have said. */
  let wantedHeight: number | null = null;

  const hide = (): void => {
    shown?.end();
    shown?.camera.stop();
    shown = null;
    if (outgoing.get('camera') === null) return;
    outgoing.set('camera', null);
    onChange();
  };
  const follow = (camera: OwnCamera): void => {
    const { picture, problem } = camera.store.getState();
    if (problem) {
      hide();
      onProblem(problem);
    } else if (picture && outgoing.get('camera') !== picture) {
      outgoing.set('camera', picture);
      onChange();
    }
  };
  return {
    hide,
    show(camera: OwnCamera) {
      hide();
      shown = { camera, end: camera.store.subscribe(() => follow(camera)) };
      if (wantedHeight !== null) camera.setHeight(wantedHeight);
      follow(camera);
    },
    setHeight(height: number) {
      wantedHeight = height;
      shown?.camera.setHeight(height);
    },
  };
};

const createScreenSlots = ({ capture, settings, outgoing, onChange, onProblem }: OwnPicturesDeps) => {
  let shared: SharedScreen | null = null;
  let stopped = false;

  const put = (next: SharedScreen | null): void => {
    shared?.picture.stop();
    shared?.sound?.stop();
    shared = next;
    outgoing.set('screen', next?.picture ?? null);
    outgoing.set('screenSound', next?.sound ?? null);
    if (!stopped) onChange();
  };
  const endFollowing = settings.store.subscribe((after, before) => {
    if (shared && after.screen !== before.screen) retune(shared.picture, after.screen);
  });

  const set = async (on: boolean): Promise<void> => {
    if (!on) return put(null);
    try {
      const next = await capture.screen(settings.store.getState().screen);
      if (stopped) {
        next.picture.stop();
        next.sound?.stop();
        return;
      }
      put(next);
      // The browser's own bar ends it too.
      next.picture.addEventListener('ended', () => {
        if (shared === next) put(null);
      });
    } catch (thrown) {
      // Who closes the browser's choice wanted none.
      const isChoice = thrown instanceof DOMException && thrown.name === 'NotAllowedError';
      if (!isChoice && !stopped) onProblem(deviceProblem('screen', thrown));
    }
  };
  return {
    set,
    stop() {
      stopped = true;
      endFollowing();
      if (shared) put(null);
    },
  };
};

export const createOwnPictures = (deps: OwnPicturesDeps): OwnPictures => {
  let stopped = false;
  const ownDeps: OwnPicturesDeps = {
    ...deps,
    onChange: () => {
      if (!stopped) deps.onChange();
    },
  };
  const camera = createCameraSlot(ownDeps);
  const screen = createScreenSlots(ownDeps);
  return {
    setCamera: (on) => (on ? camera.show(createOwnCamera(deps.capture, deps.settings)) : camera.hide()),
    showCamera: camera.show,
    setScreen: screen.set,
    setHeight: camera.setHeight,
    stop() {
      stopped = true;
      camera.hide();
      screen.stop();
    },
  };
};
