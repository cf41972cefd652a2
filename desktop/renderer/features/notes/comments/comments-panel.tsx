/** The comments beside the text: open ones in the text's order, then what was closed. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../../components/arrow-focus.ts';
import { IconButton } from '../../../components/button.tsx';
import { Segments } from '../../../components/field.tsx';
import type { Place } from '../../../stores/timeline-store.ts';
import { useReadComments } from '../../../stores/use-read-comments.ts';
import styles from '../notes.module.css';
import { type CommentActs, CommentCard } from './comment-card.tsx';
import { type CommentDraft, CommentForm } from './comment-form.tsx';
import type { PlacedComment } from './use-comments.ts';

export const CommentsPanel = ({
  place,
  comments,
  canComment,
  canEdit,
  active,
  draft,
  acts,
  onDraftDone,
  onClose,
}: {
  place: Place;
  comments: readonly PlacedComment[];
  canComment: boolean;
  canEdit: boolean;
  active: string | null;
  draft: CommentDraft | null;
  acts: CommentActs;
  onDraftDone: (posted: boolean) => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const [which, setWhich] = useState<'open' | 'closed'>('open');
  const list = useRef<HTMLDivElement>(null);
  useReadComments(place, comments);
  useEffect(() => {
    if (active)
      list.current
        ?.querySelector(`[data-card="${CSS.escape(active)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const shown = comments.filter(({ outcome }) => (outcome === 'open') === (which === 'open'));
  const closed = comments.filter(({ outcome }) => outcome !== 'open').length;
  return (
    <aside
      className={styles.aside}
      aria-label={t('notes.comments')}
      onKeyDown={arrowFocus('[data-card] > footer > button:first-child')}
    >
      <header className={styles.asideHead}>
        <h2>{t('notes.comments')}</h2>
        <IconButton icon={X} label={t('common.close')} keys="Esc" onClick={onClose} />
      </header>
      <div className={styles.asideBody} ref={list}>
        {draft && (
          <CommentForm
            key={`${draft.kind} ${draft.quote}`}
            place={place}
            draft={draft}
            onDone={onDraftDone}
          />
        )}
        {closed > 0 && (
          <Segments
            label={t('notes.comments')}
            hideLabel
            value={which}
            onChange={setWhich}
            options={[
              { value: 'open', label: t('notes.commentsOpen', { count: comments.length - closed }) },
              { value: 'closed', label: t('notes.commentsClosed', { count: closed }) },
            ]}
          />
        )}
        {shown.map((comment) => (
          <CommentCard
            key={comment.message.id}
            comment={comment}
            active={comment.message.id === active}
            canEdit={canEdit}
            acts={acts}
          />
        ))}
        {shown.length === 0 && !draft && (
          <p className={styles.none}>{canComment ? t('notes.noComments') : t('notes.noCommentsReadOnly')}</p>
        )}
      </div>
    </aside>
  );
};
