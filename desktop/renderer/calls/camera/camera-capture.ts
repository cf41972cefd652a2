/** The browser's camera: the chosen one, or the system's choice where that one isn't there any more. */

export type CameraWanted = {
  /** As the browser names it; null: the system's choice. */
  readonly device: string | null;
  /** Lines of the picture; its width follows, 16 to 9. */
  readonly height: number;
};

/** What is asked of a camera that is open already: all but which one. */
export const pictureConstraints = (height: number): MediaTrackConstraints => ({
  width: { ideal: Math.round((height * 16) / 9) },
  height: { ideal: height },
  // Faces move little: more would only cost.
  frameRate: { ideal: 24, max: 30 },
});

export const cameraConstraints = ({ device, height }: CameraWanted): MediaTrackConstraints => ({
  ...pictureConstraints(height),
  ...(device === null ? {} : { deviceId: { exact: device } }),
});

/** A chosen device that was unplugged: browsers say either. */
const isGone = (thrown: unknown): boolean =>
  thrown instanceof Error && (thrown.name === 'OverconstrainedError' || thrown.name === 'NotFoundError');

/** Throws what the browser throws. */
export const openCamera = async (
  media: Pick<MediaDevices, 'getUserMedia'>,
  wanted: CameraWanted,
): Promise<MediaStreamTrack> => {
  const open = async (video: MediaTrackConstraints): Promise<MediaStreamTrack> => {
    const [track] = (await media.getUserMedia({ video })).getVideoTracks();
    if (!track) throw new DOMException('no track', 'NotFoundError');
    return track;
  };
  try {
    return await open(cameraConstraints(wanted));
  } catch (thrown) {
    if (wanted.device === null || !isGone(thrown)) throw thrown;
    return open(cameraConstraints({ ...wanted, device: null }));
  }
};
