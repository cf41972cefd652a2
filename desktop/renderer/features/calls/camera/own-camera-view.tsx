/** One’s own camera as others would see it, mirrored where one wants that, or why there is nothing to see. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OwnCamera } from '../../../calls/camera/own-camera.ts';
import { useServices } from '../../../stores/services.ts';
import { problemWords } from '../problem-words.ts';
import styles from './camera.module.css';

const OwnPicture = ({ track }: { track: MediaStreamTrack }) => {
  const { callSettings, mediaDevices } = useServices();
  const { t } = useTranslation();
  const isMirrored = useStore(callSettings.store, ({ camera }) => camera.mirror);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
    // A browser names its cameras once one of them was allowed.
    void mediaDevices.refresh();
  }, [track, mediaDevices]);
  return (
    <video
      ref={video}
      data-mirrored={isMirrored || undefined}
      aria-label={t('callVideo.ownPicture')}
      muted
      playsInline
      autoPlay
    />
  );
};

export const OwnCameraView = ({ camera }: { camera: OwnCamera }) => {
  const { t } = useTranslation();
  const { picture, problem } = useStore(camera.store);
  return (
    <div className={styles.view}>
      {problem ? (
        <p role="alert">{problemWords(t, problem)}</p>
      ) : picture ? (
        <OwnPicture track={picture} />
      ) : (
        <p role="status">{t('callVideo.starting')}</p>
      )}
    </div>
  );
};
