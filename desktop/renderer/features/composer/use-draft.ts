/**
 * The draft of one place: read when it opens, saved every few moments while it is written, at once on
 * blur and when the page goes away. A reload costs nothing, a crash less than a second. What was typed on
 * another device is shown unless something is being typed here.
 */
import type { MessageView } from '@maru/sync-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { decodeMentions, encodeMentions, type Mentionable } from '../../text/mentions.ts';
import { forgetDraft, handOverDraft, keepDraft } from './kept-draft.ts';

const saveEveryMs = 600;

export const useDraft = (place: Place, mentionable: readonly Mentionable[]) => {
  const { bridge, environment } = useServices();
  const [text, setText] = useState('');
  const [replyTo, setReplyTo] = useState<MessageView | null>(null);
  const chosen = useRef<readonly Mentionable[]>([]);
  const known = useRef(mentionable);
  known.current = mentionable;
  const unsaved = useRef<{ text: string; replyTo: MessageView | null } | null>(null);
  /** What was in the box before it was emptied: sent perhaps, if the page lives long enough. */
  const emptied = useRef('');
  const last = useRef<object | null>(null);
  /** What is in the box now, for whoever asks later than the render they were made in. */
  const now = useRef({ text, replyTo });
  now.current = { text, replyTo };
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const encode = useCallback((shown: string) => encodeMentions(shown, chosen.current, known.current), []);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const draft = unsaved.current;
    unsaved.current = null;
    if (!draft) return;
    const input = { ...place, text: encode(draft.text), replyTo: draft.replyTo?.id ?? null };
    if (input.text !== '' || emptied.current === '') keepDraft(environment, { ...input, perhapsSent: false });
    else keepDraft(environment, { ...input, text: emptied.current, perhapsSent: true });
    last.current = input;
    void bridge.command('saveDraft', input).then((saved) => {
      if (saved.ok && last.current === input) forgetDraft(environment, place);
    });
  }, [bridge, environment, place, encode]);

  const change = useCallback(
    (next: { text?: string; replyTo?: MessageView | null }) => {
      if (next.text !== undefined) {
        setText(next.text);
        emptied.current = next.text === '' ? encode(text.trim()) || emptied.current : '';
      }
      if (next.replyTo !== undefined) setReplyTo(next.replyTo);
      unsaved.current = {
        text: next.text ?? unsaved.current?.text ?? text,
        replyTo: next.replyTo !== undefined ? next.replyTo : (unsaved.current?.replyTo ?? replyTo),
      };
      // Not put off by the next key: whoever writes without a pause has the most to lose.
      timer.current ??= setTimeout(save, saveEveryMs);
    },
    [save, encode, text, replyTo],
  );

  useEffect(() => {
    let stale = false;
    const read = async () => {
      const draft = await bridge.query('draft', place);
      // What was typed meanwhile wins.
      if (stale || !draft.ok || unsaved.current) return;
      const decoded = decodeMentions(draft.value.text, known.current);
      chosen.current = decoded.chosen;
      setText(decoded.text);
      setReplyTo(draft.value.replyTo);
    };
    void handOverDraft(bridge, environment, place).then(read);
    const end = bridge.listen('draftChanged', ({ community, channel, thread }) => {
      if (community === place.community && channel === place.channel && thread === place.thread) void read();
    });
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      stale = true;
      end();
      window.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [bridge, environment, place, save]);

  /** Words that could not be sent go back before what was written meanwhile. */
  const giveBack = useCallback(
    (words: string, answered: MessageView | null) => {
      const meanwhile = now.current;
      change({
        text: meanwhile.text === '' ? words : `${words}\n${meanwhile.text}`,
        replyTo: meanwhile.replyTo ?? answered,
      });
    },
    [change],
  );

  const choose = useCallback((target: Mentionable) => {
    chosen.current = [...chosen.current, target];
  }, []);

  return { text, replyTo, change, giveBack, save, choose, encode };
};
