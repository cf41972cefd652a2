/** Tells who sends a picture how large it is seen here, for as long as it is on the page. */
import type { DeviceId } from '@maru/sync-core';
import { type RefObject, useEffect } from 'react';
import type { ShownKind } from '../../../calls/quality/shown.ts';
import { useServices } from '../../../stores/services.ts';

/** More pixels than this for each of the layout's are not seen. */
const mostDensity = 2;
/** A window of its own that the system draws: its size isn't told. */
const pictureInPictureHeight = 360;

/** A camera fills its tile, a screen fits into it: what height that takes, of pictures 16 to 9. */
const heightIn = ({ width, height }: DOMRect, kind: ShownKind): number =>
  kind === 'camera' ? Math.max(height, (width * 9) / 16) : Math.min(height, (width * 9) / 16);

export const useShown = (
  picture: RefObject<HTMLVideoElement | null>,
  device: DeviceId | null,
  kind: ShownKind,
): void => {
  const { call } = useServices();
  useEffect(() => {
    const element = picture.current;
    if (!element || device === null) return;
    const page = element.ownerDocument;
    const shown = call.show(device, kind);
    let inSight = true;
    const look = () => {
      const { width, height } = element.getBoundingClientRect();
      if (page.pictureInPictureElement === element) shown.setHeight(pictureInPictureHeight);
      else if (page.visibilityState === 'hidden' || !inSight || width * height === 0) shown.setHeight(0);
      else {
        const density = Math.min(mostDensity, page.defaultView?.devicePixelRatio ?? 1);
        shown.setHeight(Math.round(heightIn(element.getBoundingClientRect(), kind) * density));
      }
    };
    const size = new ResizeObserver(look);
    const sight = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? true;
      look();
    });
    size.observe(element);
    sight.observe(element);
    page.addEventListener('visibilitychange', look);
    element.addEventListener('enterpictureinpicture', look);
    element.addEventListener('leavepictureinpicture', look);
    look();
    return () => {
      size.disconnect();
      sight.disconnect();
      page.removeEventListener('visibilitychange', look);
      element.removeEventListener('enterpictureinpicture', look);
      element.removeEventListener('leavepictureinpicture', look);
      shown.end();
    };
  }, [call, picture, device, kind]);
};
