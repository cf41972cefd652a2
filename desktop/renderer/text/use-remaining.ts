/** How long it is until a moment: counted down while it is looked at. */
import { useEffect, useState } from 'react';
import { useServices } from '../stores/services.ts';

const tickMs = 1_000;

/** Milliseconds; 0 once it has come, or where there is nothing to wait for. */
export const useRemaining = (until: number | null): number => {
  const { environment } = useServices();
  const [, tick] = useState(0);
  const left = until === null ? 0 : Math.max(0, until - environment.now());
  const waiting = left > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment is a new wait.
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => tick((count) => count + 1), tickMs);
    return () => clearInterval(timer);
  }, [waiting, until]);
  return left;
};
