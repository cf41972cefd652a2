/** A moving picture of a call: a camera or a screen. */
import type { DeviceId } from '@maru/sync-core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../stores/services.ts';
import { useShown } from './quality/use-shown.ts';

export const Picture = ({
  track,
  label,
  kind,
  device = null,
}: {
  track: MediaStreamTrack;
  label: string;
  kind: 'camera' | 'own-camera' | 'screen';
  /** Whose it is: they are told how large it is seen. Null for one's own. */
  device?: DeviceId | null;
}) => {
  const { callSettings } = useServices();
  const mirrored = useStore(callSettings.store, ({ camera }) => kind === 'own-camera' && camera.mirror);
  const video = useRef<HTMLVideoElement>(null);
  useShown(video, device, kind === 'screen' ? 'screen' : 'camera');
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
      data-kind={kind}
      data-mirrored={mirrored || undefined}
      aria-label={label}
      muted
      playsInline
      autoPlay
    />
  );
};
