/**
 * The draft of one place: read when it opens, saved shortly after a pause, at once on blur and when
 * the page goes away, so that a crash costs a second at most.
 */
import type { MessageView } from '@maru/sync-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { decodeMentions, encodeMentions, type Mentionable } from '../../text/mentions.ts';

const pauseMs = 600;

export const useDraft = (place: Place, mentionable: readonly Mentionable[]) => {
  const { bridge } = useServices();
  const [text, setText] = useState('');
  const [replyTo, setReplyTo] = useState<MessageView | null>(null);
  const chosen = useRef<readonly Mentionable[]>([]);
  const known = useRef(mentionable);
  known.current = mentionable;
  const unsaved = useRef<{ text: string; replyTo: MessageView | null } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const encode = useCallback((shown: string) => encodeMentions(shown, chosen.current, known.current), []);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    const draft = unsaved.current;
    unsaved.current = null;
    if (draft)
      void bridge.command('saveDraft', {
        ...place,
        text: encode(draft.text),
        replyTo: draft.replyTo?.id ?? null,
      });
  }, [bridge, place, encode]);

  const change = useCallback(
    (next: { text?: string; replyTo?: MessageView | null }) => {
      if (next.text !== undefined) setText(next.text);
      if (next.replyTo !== undefined) setReplyTo(next.replyTo);
      unsaved.current = {
        text: next.text ?? unsaved.current?.text ?? text,
        replyTo: next.replyTo !== undefined ? next.replyTo : (unsaved.current?.replyTo ?? replyTo),
      };
      clearTimeout(timer.current);
      timer.current = setTimeout(save, pauseMs);
    },
    [save, text, replyTo],
  );

  useEffect(() => {
    let stale = false;
    void bridge.query('draft', place).then((draft) => {
      // What was typed meanwhile wins.
      if (stale || !draft.ok || unsaved.current) return;
      const decoded = decodeMentions(draft.value.text, known.current);
      chosen.current = decoded.chosen;
      setText(decoded.text);
      setReplyTo(draft.value.replyTo);
    });
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      stale = true;
      window.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [bridge, place, save]);

  const choose = useCallback((target: Mentionable) => {
    chosen.current = [...chosen.current, target];
  }, []);

  return { text, replyTo, change, save, choose, encode };
};
