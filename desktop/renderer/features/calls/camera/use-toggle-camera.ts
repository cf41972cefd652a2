/** What a press on the camera’s button does: a look first, where one wants that. */
import { areCamerasFull } from '../../../calls/quality/cameras.ts';
import { useServices } from '../../../stores/services.ts';

export const useToggleCamera = (): (() => void) => {
  const { call, callSettings, navigation } = useServices();
  return () => {
    const { ownCamera, participants } = call.store.getState();
    const isFirstLooked = callSettings.store.getState().camera.preview && !areCamerasFull(participants);
    if (ownCamera) call.setCamera(false);
    // Where there is no room for one more, that is said without a look.
    else if (isFirstLooked) navigation.openDialog({ kind: 'show-camera' });
    else call.setCamera(true);
  };
};
