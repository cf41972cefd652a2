/** How large an element is, followed. Null until it was measured. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Room } from '../../../calls/stage/grid-of.ts';

export const useSize = (element: RefObject<HTMLElement | null>): Room | null => {
  const [size, setSize] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const look = () => setSize({ width: measured.clientWidth, height: measured.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(measured);
    look();
    return () => observer.disconnect();
  }, [element]);
  return size;
};
