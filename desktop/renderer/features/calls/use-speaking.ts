/** Who speaks now, by what is measured here: read a few times a second, told only when it changes. */
import type { DeviceId } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { useServices } from '../../stores/services.ts';

/** About −46 dBFS: speech at a desk is well above, a quiet room below. */
const speakingLevel = 0.005;
const everyMs = 100;
/** A pause within a sentence doesn't put the ring out. */
const holdMs = 400;

export const useSpeaking = (devices: readonly DeviceId[]): ReadonlySet<DeviceId> => {
  const { call, environment } = useServices();
  const [speaking, setSpeaking] = useState<ReadonlySet<DeviceId>>(new Set());
  const names = devices.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` stands for `devices`.
  useEffect(() => {
    const heardAt = new Map<DeviceId, number>();
    const look = () => {
      const now = environment.now();
      for (const device of devices) if (call.levelOf(device) > speakingLevel) heardAt.set(device, now);
      const next = devices.filter((device) => now - (heardAt.get(device) ?? 0) < holdMs);
      setSpeaking((before) =>
        before.size === next.length && next.every((device) => before.has(device)) ? before : new Set(next),
      );
    };
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [call, environment, names]);
  return speaking;
};
