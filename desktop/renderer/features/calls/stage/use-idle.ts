/** Nobody touched pointer, screen or keys for a while: what only stands in the way may step back. */
import { useEffect, useState } from 'react';

const idleMs = 3_000;

export const useIdle = (watches: boolean): boolean => {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!watches) return;
    let timer: ReturnType<typeof setTimeout>;
    const stir = () => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), idleMs);
    };
    const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const sign of signs) document.addEventListener(sign, stir);
    stir();
    return () => {
      clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, stir);
      setIdle(false);
    };
  }, [watches]);
  return idle;
};
