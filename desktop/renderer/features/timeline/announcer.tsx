/** Tells screen readers what others just wrote; the timeline itself is silent while it scrolls and loads. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineStore } from '../../stores/timeline-store.ts';
import { plainLine } from '../../text/mentions.ts';

export const Announcer = ({ timeline }: { timeline: TimelineStore }) => {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  useEffect(
    () =>
      timeline.store.subscribe((state, before) => {
        const last = state.messages.at(-1);
        const known = before.messages.at(-1);
        if (!last || !known || state.generation !== before.generation) return;
        if (last.position <= known.position || last.mine || last.system) return;
        setWords(
          t('timeline.announce', { name: last.author.name, text: plainLine(last.text, last.mentions) }),
        );
      }),
    [timeline, t],
  );
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {words}
    </div>
  );
};
