/** One comment: the words it is on, what it says or would put there, and what can become of it. */
import { unreachable } from '@maru/sync-core';
import { Check, CornerDownRight, RotateCcw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Markdown } from '../../../components/markdown.tsx';
import { useServices } from '../../../stores/services.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import styles from '../notes.module.css';
import type { PlacedComment } from './use-comments.ts';

export type CommentActs = {
  /** Shows its words in the text. */
  readonly show: (comment: PlacedComment) => void;
  readonly reply: (comment: PlacedComment) => void;
  readonly close: (comment: PlacedComment, outcome: 'open' | 'done' | 'declined') => void;
  readonly accept: (comment: PlacedComment) => void;
};

const useClosedWords = ({ outcome, closedBy }: PlacedComment): string | null => {
  const { t } = useTranslation();
  const name = closedBy?.name ?? '';
  switch (outcome) {
    case 'open':
      return null;
    case 'done':
      return t('notes.closedDone', { name });
    case 'accepted':
      return t('notes.closedAccepted', { name });
    case 'declined':
      return t('notes.closedDeclined', { name });
    default:
      return unreachable(outcome);
  }
};

const Suggestion = ({ quote, suggestion }: { quote: string; suggestion: string }) => {
  const { t } = useTranslation();
  return (
    <p className={styles.suggestion}>
      <del>
        <span className="visually-hidden">{t('notes.removed')} </span>
        {quote}
      </del>{' '}
      {suggestion !== '' && (
        <ins>
          <span className="visually-hidden">{t('notes.added')} </span>
          {suggestion}
        </ins>
      )}
    </p>
  );
};

const Closing = ({
  comment,
  acts,
  canEdit,
}: {
  comment: PlacedComment;
  acts: CommentActs;
  canEdit: boolean;
}) => {
  const { t } = useTranslation();
  if (!comment.canClose) return null;
  if (comment.outcome !== 'open')
    return (
      <IconButton
        icon={RotateCcw}
        size={16}
        label={t('notes.reopen')}
        onClick={() => acts.close(comment, 'open')}
      />
    );
  if (comment.suggestion === null)
    return (
      <IconButton
        icon={Check}
        size={16}
        label={t('notes.done')}
        onClick={() => acts.close(comment, 'done')}
      />
    );
  return (
    <>
      {canEdit && comment.placed && (
        <Button tone="outline" className={styles.small} onClick={() => acts.accept(comment)}>
          {t('notes.accept')}
        </Button>
      )}
      <IconButton
        icon={X}
        size={16}
        label={t('notes.decline')}
        onClick={() => acts.close(comment, 'declined')}
      />
    </>
  );
};

export const CommentCard = ({
  comment,
  active,
  canEdit,
  acts,
}: {
  comment: PlacedComment;
  active: boolean;
  canEdit: boolean;
  acts: CommentActs;
}) => {
  const { t } = useTranslation();
  const { environment, app } = useServices();
  const words = useTimeWords(useNow());
  const closed = useClosedWords(comment);
  const { message, quote, suggestion, lost } = comment;
  const { author } = message;
  const replies = message.threadInfo?.count ?? 0;
  return (
    <article
      className={styles.card}
      data-card={message.id}
      data-active={active || undefined}
      data-closed={closed !== null || undefined}
      aria-label={t('notes.commentBy', { name: author.name, quote })}
    >
      <header className={styles.cardHead}>
        <Avatar name={author.name} colour={author.colour} size={24} />
        <strong style={{ color: `var(--name-${author.colour})` }}>{author.name}</strong>
        <time title={words.exact(message.at)}>{words.relative(message.at)}</time>
      </header>
      {quote !== '' && suggestion === null && (
        <button
          type="button"
          className={styles.cardQuote}
          disabled={!comment.placed}
          onClick={() => acts.show(comment)}
        >
          <span className="visually-hidden">{t('notes.showWords')} </span>
          {quote}
        </button>
      )}
      {suggestion !== null && <Suggestion quote={quote} suggestion={suggestion} />}
      {lost && <p className={styles.lost}>{t('notes.wordsGone')}</p>}
      {message.text !== '' && (
        <Markdown
          text={message.text}
          mentions={message.mentions}
          openLink={environment.openExternal}
          me={app.store.getState().app?.profile?.member ?? null}
        />
      )}
      {closed && <p className={styles.closed}>{closed}</p>}
      <footer className={styles.cardFoot}>
        <button type="button" className={styles.replies} onClick={() => acts.reply(comment)}>
          <CornerDownRight size={14} strokeWidth={1.5} aria-hidden="true" />
          {replies > 0 ? t('timeline.threadCount', { count: replies }) : t('notes.reply')}
        </button>
        {suggestion !== null && comment.placed && (
          <button type="button" className={styles.replies} onClick={() => acts.show(comment)}>
            {t('notes.showWords')}
          </button>
        )}
        <span className={styles.closing}>
          <Closing comment={comment} acts={acts} canEdit={canEdit} />
        </span>
      </footer>
    </article>
  );
};
