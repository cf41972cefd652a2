/**
 * The stage alone on the whole screen. The whole document goes there, with the stage laid over the rest of the page,
 * which takes no part meanwhile: so menus, dialogs and notes, which stand at the end of the page, are seen too.
 */
import { type RefObject, useEffect, useState } from 'react';

/** Everything beside the way from the app's root down to `element` takes no part. Returns how it takes part again. */
const silenceOthers = (element: HTMLElement): (() => void) => {
  const silenced: HTMLElement[] = [];
  for (let at = element; at.parentElement && at.id !== 'root'; at = at.parentElement)
    for (const other of at.parentElement.children)
      if (other !== at && other instanceof HTMLElement && !other.inert) {
        other.inert = true;
        silenced.push(other);
      }
  return () => {
    for (const other of silenced) other.inert = false;
  };
};

export type FullScreen = {
  /** A phone's browser may have none. */
  readonly possible: boolean;
  readonly on: boolean;
  toggle(): void;
};

export const useFullScreen = (element: RefObject<HTMLElement | null>): FullScreen => {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      // Who goes to another page, or out of the call, sees it.
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, []);
  useEffect(() => {
    if (on && element.current) return silenceOthers(element.current);
    return undefined;
  }, [on, element]);
  return {
    possible: document.fullscreenEnabled,
    on,
    toggle() {
      const change = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      // Refused by the browser: all stays as it is.
      void change.catch(() => undefined);
    },
  };
};
