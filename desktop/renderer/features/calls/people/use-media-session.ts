/**
 * The system's own buttons for a call (a headset's, the lock screen's, a picture in picture's): microphone, camera
 * and hanging up, with whether they are on.
 */
import { useEffect } from 'react';
import { useServices } from '../../../stores/services.ts';
import { toggleCamera } from '../camera/toggle-camera.ts';

/** What browsers have and the DOM's types don't, each on its own. */
const setAction = (action: string, run: (() => void) | null): void => {
  try {
    Reflect.apply(navigator.mediaSession.setActionHandler, navigator.mediaSession, [action, run]);
  } catch {
    // A browser that doesn't know the action refuses it.
  }
};

export const useMediaSession = (): void => {
  const services = useServices();
  const { call } = services;
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const { mediaSession } = navigator;
    const actions = {
      togglemicrophone: () => call.setMuted(!call.store.getState().muted),
      togglecamera: () => toggleCamera(services),
      hangup: () => void call.leave(),
    };
    const show = (): void => {
      const { place, muted, ownCamera } = call.store.getState();
      for (const [action, run] of Object.entries(actions)) setAction(action, place ? run : null);
      void mediaSession.setMicrophoneActive(place !== null && !muted);
      void mediaSession.setCameraActive(ownCamera !== null);
    };
    show();
    const end = call.store.subscribe((state, before) => {
      if (
        state.place !== before.place ||
        state.muted !== before.muted ||
        state.ownCamera !== before.ownCamera
      )
        show();
    });
    return () => {
      end();
      for (const action of Object.keys(actions)) setAction(action, null);
    };
  }, [services, call]);
};
