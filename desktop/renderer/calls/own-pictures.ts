/** The own camera and screen in a call: captured, sent and ended. */
import { type CallProblem, deviceProblem } from './call-problem.ts';
import type { Capture } from './capture.ts';
import type { Outgoing, Slot } from './outgoing.ts';

export type OwnPictures = {
  setCamera(on: boolean): Promise<void>;
  setScreen(on: boolean): Promise<void>;
  stop(): void;
};

export type OwnPicturesDeps = {
  readonly capture: Capture;
  readonly outgoing: Outgoing;
  readonly onChange: () => void;
  readonly onProblem: (problem: CallProblem) => void;
};

export const createOwnPictures = ({
  capture,
  outgoing,
  onChange,
  onProblem,
}: OwnPicturesDeps): OwnPictures => {
  let stopped = false;

  /** Stops what a slot sent, and sends this in its place. */
  const put = (slot: Slot, track: MediaStreamTrack | null): void => {
    outgoing.get(slot)?.stop();
    outgoing.set(slot, track);
  };

  const setScreen = async (on: boolean): Promise<void> => {
    try {
      const shared = on ? await capture.screen() : null;
      if (stopped) {
        shared?.picture.stop();
        shared?.sound?.stop();
        return;
      }
      put('screen', shared?.picture ?? null);
      put('screenSound', shared?.sound ?? null);
      // The browser's own bar ends it too.
      shared?.picture.addEventListener('ended', () => {
        if (outgoing.get('screen') === shared.picture) void setScreen(false);
      });
      onChange();
    } catch (thrown) {
      // Who closes the browser's choice wanted none.
      const isChoice = thrown instanceof DOMException && thrown.name === 'NotAllowedError';
      if (!isChoice && !stopped) onProblem(deviceProblem('screen', thrown));
    }
  };

  return {
    async setCamera(on) {
      try {
        const track = on ? await capture.camera() : null;
        if (stopped) return track?.stop();
        put('camera', track);
        onChange();
      } catch (thrown) {
        if (!stopped) onProblem(deviceProblem('camera', thrown));
      }
    },
    setScreen,
    stop() {
      stopped = true;
      for (const slot of ['camera', 'screen', 'screenSound'] as const) outgoing.get(slot)?.stop();
    },
  };
};
