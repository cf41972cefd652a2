/** The rule that would hide what is being written, asked once its author pauses; null while there is none. */
import type { RuleMetView } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';

const pauseMs = 250;

/** `text` as it would be sent. `edits`: in place of what was sent. */
export const useMessageCheck = (place: Place, text: string, edits: boolean): RuleMetView | null => {
  const { bridge } = useServices();
  const [met, setMet] = useState<RuleMetView | null>(null);
  const { community, channel, thread } = place;
  useEffect(() => {
    if (text === '') return setMet(null);
    let stopped = false;
    const timer = setTimeout(async () => {
      const answer = await bridge.query('checkMessage', { community, channel, thread, text, edits });
      if (!stopped) setMet(answer.ok ? answer.value.hiddenBy : null);
    }, pauseMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [bridge, community, channel, thread, text, edits]);
  return met;
};
