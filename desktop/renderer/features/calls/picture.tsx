/** A moving picture of a call: a camera or a screen. */
import { useEffect, useRef } from 'react';
import styles from './calls.module.css';

export const Picture = ({
  track,
  label,
  kind,
}: {
  track: MediaStreamTrack;
  label: string;
  kind: 'camera' | 'own-camera' | 'screen';
}) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      className={styles.picture}
      data-kind={kind}
      aria-label={label}
      muted
      playsInline
      autoPlay
    />
  );
};
