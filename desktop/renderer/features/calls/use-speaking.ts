/** Who speaks now, by what is measured here: read a few times a second, told only when it changes. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import { useEffect, useRef, useState } from 'react';
import { createSpeaking } from '../../calls/speaking.ts';
import { useServices } from '../../stores/services.ts';

const everyMs = 100;

/** Of these; nobody who has the microphone off or may not speak. */
export const useSpeaking = (participants: readonly CallParticipantView[]): ReadonlySet<DeviceId> => {
  const { call, environment } = useServices();
  const [speaking, setSpeaking] = useState<ReadonlySet<DeviceId>>(new Set());
  const latest = useRef(participants);
  latest.current = participants;
  const someone = participants.length > 0;
  useEffect(() => {
    if (!someone) return setSpeaking(new Set());
    const look = createSpeaking();
    const timer = setInterval(() => {
      const devices = latest.current
        .filter(({ muted, maySpeak }) => !muted && maySpeak)
        .map(({ device }) => device);
      setSpeaking(look({ atMs: environment.now(), devices, levelOf: call.levelOf }));
    }, everyMs);
    return () => clearInterval(timer);
  }, [call, environment, someone]);
  return speaking;
};
