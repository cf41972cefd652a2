/** One’s own camera while a component looks at it: its light goes out with the component. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OwnCamera } from '../../../calls/camera/own-camera.ts';
import { useServices } from '../../../stores/services.ts';

export const useOwnCamera = (): {
  readonly camera: OwnCamera | null;
  /** Lets it go on without this component, in somebody else’s care. */
  readonly handOver: () => void;
} => {
  const { call } = useServices();
  const [camera, setCamera] = useState<OwnCamera | null>(null);
  const handedOver = useRef<OwnCamera | null>(null);
  useEffect(() => {
    const opened = call.openCamera();
    setCamera(opened);
    return () => {
      if (handedOver.current !== opened) opened.stop();
    };
  }, [call]);
  const handOver = useCallback(() => {
    handedOver.current = camera;
  }, [camera]);
  return { camera, handOver };
};
