/** What a press on the camera’s button does: a look first, where one wants that. */
import { areCamerasFull } from '../../../calls/quality/cameras.ts';
import type { Services } from '../../../stores/services.ts';

export const toggleCamera = ({
  call,
  callSettings,
  navigation,
}: Pick<Services, 'call' | 'callSettings' | 'navigation'>): void => {
  const { ownCamera, participants } = call.store.getState();
  const isFirstLooked = callSettings.store.getState().camera.preview && !areCamerasFull(participants);
  if (ownCamera) call.setCamera(false);
  // Where there is no room for one more, that is said without a look.
  else if (isFirstLooked) navigation.openDialog({ kind: 'show-camera' });
  else call.setCamera(true);
};
