/** Where messages are written. Nothing typed is ever lost: a refusal keeps the text and says why. */

import { Popover } from '@base-ui/react/popover';
import { type ChannelView, limits, type MessageView } from '@maru/sync-core';
import { SendHorizontal, Smile, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { EmojiPicker } from '../../components/emoji-picker.tsx';
import overlay from '../../components/overlay.module.css';
import { useSettings } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { durationWords } from '../../text/duration.ts';
import { errorWords } from '../../text/errors.ts';
import type { Mentionable } from '../../text/mentions.ts';
import { ruleMeetsWords } from '../../text/rule-words.ts';
import { useRemaining } from '../../text/use-remaining.ts';
import styles from './composer.module.css';
import { isComposing } from './keyboard.ts';
import { SendRefused, useSendRefusal } from './send-refused.tsx';
import { SlowMode } from './slow-mode.tsx';
import { SuggestionList, suggestionId } from './suggestion-list.tsx';
import { applySuggestion, type Suggestion } from './suggestions.ts';
import { useDraft } from './use-draft.ts';
import { useMessageCheck } from './use-message-check.ts';
import { useSuggestions } from './use-suggestions.ts';

export type ComposerHandle = { focus(): void; replyTo(message: MessageView): void };

/** How often others are told that one types. */
const typingEveryMs = 4_000;
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const Composer = ({
  place,
  channel,
  mentionable,
  placeholder,
  onEditLast,
  onSent,
  ref,
}: {
  place: Place;
  channel: ChannelView;
  mentionable: readonly Mentionable[];
  placeholder: string;
  onEditLast: () => void;
  onSent: () => void;
  ref?: Ref<ComposerHandle>;
}) => {
  const { bridge, environment } = useServices();
  const { sendTyping } = useSettings();
  const { t, i18n } = useTranslation();
  const draft = useDraft(place, mentionable);
  /** For answers that come renders later. */
  const latest = useRef(draft);
  latest.current = draft;
  const [caret, setCaret] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const lastTyping = useRef(0);
  const suggestions = useSuggestions(draft.text, caret);
  const id = useId();
  const open = suggestions.items.length > 0;
  const refusal = useSendRefusal(place.thread === null ? channel.sendRefusal : channel.threadRefusal);
  /** The sidebar knows of the channel's own; of a thread's, the refusal does. */
  const [slowUntil, setSlowUntil] = useState<number | null>(null);
  const slowMs = useRemaining(place.thread === null ? (channel.slowModeUntil ?? slowUntil) : slowUntil);

  const met = useMessageCheck(place, draft.encode(draft.text.trim()), false);

  useImperativeHandle(ref, () => ({
    focus: () => input.current?.focus(),
    replyTo: (message) => {
      draft.change({ replyTo: message });
      input.current?.focus();
    },
  }));

  const allowed = refusal === null;
  useEffect(() => {
    if (!allowed) return;
    // A phone's keyboard comes only when asked for.
    if (matchMedia('(hover: hover)').matches) input.current?.focus({ preventScroll: true });
  }, [allowed]);

  const edit = (text: string, at: number) => {
    draft.change({ text });
    setCaret(at);
    setError(null);
    const now = environment.now();
    if (sendTyping && text !== '' && now - lastTyping.current > typingEveryMs) {
      lastTyping.current = now;
      void bridge.command('setTyping', place);
    }
  };

  const place_ = (text: string, at: number) => {
    edit(text, at);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  };

  const take = (suggestion: Suggestion) => {
    if (!suggestions.trigger) return;
    if (suggestion.kind === 'mention') draft.choose(suggestion.target);
    const next = applySuggestion(draft.text, suggestions.trigger, suggestion);
    place_(next.text, next.caret);
  };

  const send = async () => {
    const text = draft.encode(draft.text.trim());
    if (text === '') return;
    const over = bytesOf(text) - limits.messageBytes;
    if (slowMs > 0) return setError(t('structure.slowWait', { left: durationWords(i18n.language, slowMs) }));
    if (over > 0) return setError(t('composer.tooLong', { over: over.toLocaleString() }));
    const { replyTo } = draft;
    const before = draft.text;
    draft.change({ text: '', replyTo: null });
    lastTyping.current = 0;
    const posted = await bridge.command('postMessage', { ...place, text, replyTo: replyTo?.id ?? null });
    if (posted.ok) {
      onSent();
      return latest.current.save();
    }
    latest.current.giveBack(before, replyTo);
    latest.current.save();
    if (posted.error.kind === 'slow-mode') return setSlowUntil(posted.error.until);
    if (posted.error.kind === 'rule-met') return setError(errorWords(t, posted.error));
    setError(`${t('composer.failed')} ${errorWords(t, posted.error)}`);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    if (open) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        return suggestions.move(step);
      }
      const item = suggestions.items[suggestions.active];
      if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && item) {
        event.preventDefault();
        return take(item);
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        return suggestions.dismiss();
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && draft.text === '') {
      event.preventDefault();
      onEditLast();
    } else if (event.key === 'Escape' && draft.replyTo) {
      event.stopPropagation();
      draft.change({ replyTo: null });
    }
  };

  if (refusal) return <SendRefused community={place.community} channel={channel} refusal={refusal} />;

  return (
    <div className={styles.composer}>
      {open && (
        <SuggestionList
          id={`${id}-list`}
          items={suggestions.items}
          active={suggestions.active}
          onTake={take}
        />
      )}
      <div className={styles.box} data-error={error || met ? true : undefined}>
        {draft.replyTo && (
          <div className={styles.replying}>
            <span>{t('composer.replying', { name: draft.replyTo.author.name })}</span>
            <IconButton
              icon={X}
              size={15}
              label={t('composer.cancelReply')}
              onClick={() => draft.change({ replyTo: null })}
            />
          </div>
        )}
        <div className={styles.line}>
          <textarea
            ref={input}
            className={styles.input}
            rows={1}
            value={draft.text}
            placeholder={placeholder}
            enterKeyHint="send"
            role="combobox"
            aria-label={placeholder}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open ? `${id}-list` : undefined}
            aria-activedescendant={open ? suggestionId(`${id}-list`, suggestions.active) : undefined}
            aria-describedby={error ? `${id}-error` : met ? `${id}-met` : undefined}
            onChange={(event) => edit(event.target.value, event.target.selectionStart)}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onBlur={draft.save}
          />
          <Popover.Root open={picking} onOpenChange={setPicking}>
            <Popover.Trigger
              render={<IconButton icon={Smile} label={t('composer.emoji')} className={styles.tool ?? ''} />}
            />
            <Popover.Portal>
              <Popover.Positioner className={overlay.positioner} side="top" align="end" sideOffset={10}>
                <Popover.Popup className={`${overlay.popup} ${overlay.bare}`} aria-label={t('emoji.label')}>
                  <EmojiPicker
                    onPick={(emoji) => {
                      setPicking(false);
                      place_(
                        draft.text.slice(0, caret) + emoji + draft.text.slice(caret),
                        caret + emoji.length,
                      );
                    }}
                  />
                </Popover.Popup>
              </Popover.Positioner>
            </Popover.Portal>
          </Popover.Root>
          <IconButton
            icon={SendHorizontal}
            label={t('composer.send')}
            keys="Enter"
            className={styles.send ?? ''}
            disabled={draft.text.trim() === '' || slowMs > 0}
            // The text box keeps the focus, and a phone its keyboard.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => void send()}
          />
        </div>
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
      {!error && met && (
        <p id={`${id}-met`} className={styles.error} role="status">
          {ruleMeetsWords(t, met)}
        </p>
      )}
      <SlowMode seconds={channel.slowModeSeconds} leftMs={slowMs} />
    </div>
  );
};
