/** Who is shown large of those who speak. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import { useEffect, useEffectEvent, useState } from 'react';
import { nextSpeaker, nobodySpoke } from '../../../calls/stage/active-speaker.ts';
import { useServices } from '../../../stores/services.ts';

const everyMs = 250;

export const useActiveSpeaker = (
  participants: readonly CallParticipantView[],
  speaking: ReadonlySet<DeviceId>,
): DeviceId | null => {
  const { environment } = useServices();
  const [active, setActive] = useState(nobodySpoke);
  const look = useEffectEvent(() => {
    const heard = participants
      .filter(({ me }) => !me)
      .map(({ device, priority }) => ({ device, priority, speaks: speaking.has(device) }));
    setActive((before) => {
      const next = nextSpeaker(before, heard, environment.now());
      const same =
        next.device === before.device && JSON.stringify(next.speaking) === JSON.stringify(before.speaking);
      return same ? before : next;
    });
  });
  useEffect(() => {
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, []);
  return active.device;
};
