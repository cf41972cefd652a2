/**
 * The call above all other windows: a small stage with controls where the browser can (Document Picture-in-Picture),
 * else the picture that is large or first.
 */
import { type RefObject, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';
import { openSmallWindow, smallWindowsPossible } from './small-window.ts';

export type PictureInPicture = {
  readonly possible: boolean;
  readonly on: boolean;
  toggle(): void;
};

/** What is large, else whoever's picture comes first; one's own last. */
const pictureIn = (stage: HTMLElement | null): HTMLVideoElement | null =>
  stage?.querySelector<HTMLVideoElement>('[data-large] video') ??
  stage?.querySelector<HTMLVideoElement>('video:not([data-kind="own-camera"])') ??
  stage?.querySelector('video') ??
  null;

export const usePictureInPicture = (
  element: RefObject<HTMLElement | null>,
  hasPicture: boolean,
): PictureInPicture => {
  const { stage } = useServices();
  const smallWindow = useStore(stage.store, (state) => state.smallWindow);
  const [inSystem, setInSystem] = useState(false);
  useEffect(() => {
    const changed = () => setInSystem(document.pictureInPictureElement !== null);
    document.addEventListener('enterpictureinpicture', changed);
    document.addEventListener('leavepictureinpicture', changed);
    return () => {
      document.removeEventListener('enterpictureinpicture', changed);
      document.removeEventListener('leavepictureinpicture', changed);
    };
  }, []);

  const toggle = async (): Promise<void> => {
    if (smallWindow) smallWindow.close();
    else if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else if (smallWindowsPossible()) {
      const opened = await openSmallWindow();
      opened.addEventListener('pagehide', () => stage.setSmallWindow(null));
      stage.setSmallWindow(opened);
    } else await pictureIn(element.current)?.requestPictureInPicture();
  };
  return {
    possible: smallWindowsPossible() || (document.pictureInPictureEnabled && hasPicture),
    on: smallWindow !== null || inSystem,
    // Refused by the browser: all stays as it is.
    toggle: () => void toggle().catch(() => undefined),
  };
};
