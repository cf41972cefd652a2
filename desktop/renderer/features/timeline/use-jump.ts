/** Brings a message into view, loading around it when it isn't in the run, and lights it for a moment. */
import type { MessageId } from '@maru/sync-core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VirtualizerHandle } from 'virtua';
import { useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import type { Place, TimelineStore } from '../../stores/timeline-store.ts';
import type { Row } from './rows.ts';

const flashMs = 2_000;

export const useTimelineJump = (
  place: Place,
  timeline: TimelineStore,
  rows: readonly Row[],
  list: RefObject<VirtualizerHandle | null>,
): MessageId | null => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const jump = useNavigation((state) =>
    state.jump?.channel === place.channel && state.jump.thread === place.thread ? state.jump : null,
  );
  const [flash, setFlash] = useState<MessageId | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per jump, whatever the rows are by then.
  useEffect(() => {
    if (!jump) return;
    const index = rows.findIndex(({ message }) => message.id === jump.message);
    setFlash(jump.message);
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' });
    else
      void timeline.loadAround(jump.message).then((found) => {
        if (!found) toasts.show(t('timeline.goneTitle'), { tone: 'problem' });
      });
    const timer = setTimeout(() => setFlash(null), flashMs);
    return () => clearTimeout(timer);
  }, [jump?.token]);

  return flash;
};
