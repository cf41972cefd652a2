/** A new comment on the selected words, or what to put in their place. */
import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { TextArea } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';
import type { Place } from '../../../stores/timeline-store.ts';
import { errorWords } from '../../../text/errors.ts';
import { anchorOf } from '../editor/anchors.ts';
import styles from '../notes.module.css';

/** What was selected when the form was opened; its words are found again by their anchor. */
export type CommentDraft = {
  readonly kind: 'comment' | 'suggestion';
  readonly anchor: Uint8Array;
  readonly quote: string;
};

const quoteChars = 480;

/** Null where nothing is selected. */
export const draftOf = (editor: Editor, kind: CommentDraft['kind']): CommentDraft | null => {
  const { from, to, empty } = editor.state.selection;
  const anchor = empty ? null : anchorOf(editor.state, from, to);
  const quote = editor.state.doc.textBetween(from, to, '\n', (node) =>
    node.type.spec.toText ? node.type.spec.toText(node, node, 0, 0) : ' ',
  );
  return anchor && quote.trim() !== '' ? { kind, anchor, quote: quote.slice(0, quoteChars) } : null;
};

export const CommentForm = ({
  place,
  draft,
  onDone,
}: {
  place: Place;
  draft: CommentDraft;
  onDone: (posted: boolean) => void;
}) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const suggests = draft.kind === 'suggestion';
  const [text, setText] = useState('');
  const [suggestion, setSuggestion] = useState(draft.quote);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = suggests ? suggestion !== draft.quote : text.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    const done = await bridge.command('postComment', {
      ...place,
      text: text.trim(),
      target: { kind: 'note', anchor: draft.anchor },
      quote: draft.quote,
      suggestion: suggests ? suggestion : null,
    });
    setBusy(false);
    if (done.ok) onDone(true);
    else setError(errorWords(t, done.error));
  };
  return (
    <form
      className={styles.commentForm}
      aria-label={suggests ? t('notes.suggest') : t('notes.comment')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone(false);
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          event.currentTarget.requestSubmit();
      }}
    >
      <blockquote className={styles.quote}>{draft.quote}</blockquote>
      {suggests && (
        <TextArea
          label={t('notes.suggestionLabel')}
          value={suggestion}
          rows={3}
          autoFocus
          onChange={(event) => setSuggestion(event.target.value)}
        />
      )}
      <TextArea
        label={suggests ? t('notes.suggestionWhy') : t('notes.commentLabel')}
        value={text}
        rows={suggests ? 2 : 3}
        autoFocus={!suggests}
        error={error}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.formFoot}>
        <Button tone="quiet" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" tone="accent" disabled={!ready || busy}>
          {suggests ? t('notes.suggestGo') : t('notes.commentGo')}
        </Button>
      </div>
    </form>
  );
};
