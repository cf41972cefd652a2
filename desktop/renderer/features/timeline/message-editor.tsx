/** Editing in place: Enter saves, Escape cancels, a refusal keeps the text. */
import type { MessageView } from '@maru/sync-core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { errorWords } from '../../text/errors.ts';
import { decodeMentions, encodeMentions, type Mentionable } from '../../text/mentions.ts';
import { ruleMeetsWords } from '../../text/rule-words.ts';
import { isComposing } from '../composer/keyboard.ts';
import { useMessageCheck } from '../composer/use-message-check.ts';
import styles from './timeline.module.css';

export const MessageEditor = ({
  place,
  message,
  mentionable,
  onDone,
}: {
  place: Place;
  message: MessageView;
  mentionable: readonly Mentionable[];
  onDone: () => void;
}) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [start] = useState(() => decodeMentions(message.text, mentionable));
  const [text, setText] = useState(start.text);
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const field = input.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const met = useMessageCheck(place, encodeMentions(text.trim(), start.chosen, mentionable), true);

  const save = async () => {
    const encoded = encodeMentions(text.trim(), start.chosen, mentionable);
    if (encoded === '' || encoded === message.text) return onDone();
    const saved = await bridge.command('editMessage', {
      community: place.community,
      message: message.id,
      text: encoded,
    });
    if (saved.ok) onDone();
    else setError(errorWords(t, saved.error));
  };

  return (
    <div className={styles.editor}>
      <textarea
        ref={input}
        value={text}
        aria-label={t('action.edit')}
        aria-invalid={error ? true : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (isComposing(event)) return;
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className={styles.editorFoot}>
        {error ? (
          <p role="alert">{error}</p>
        ) : met ? (
          <p role="status">{ruleMeetsWords(t, met)}</p>
        ) : (
          <span>{t('action.editHint')}</span>
        )}
        <Button tone="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button tone="accent" onClick={() => void save()}>
          {t('action.saveEdit')}
        </Button>
      </div>
    </div>
  );
};
