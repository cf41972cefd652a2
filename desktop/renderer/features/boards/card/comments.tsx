/** What is said of a card: messages of the place that hang on it. Answers to one are its thread. */
import { type BoardCard, type CommentView, limits } from '@maru/sync-core';
import { Check, MessageSquareText, RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../../components/avatar.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Markdown } from '../../../components/markdown.tsx';
import { useMembers } from '../../../stores/hooks.ts';
import { useOpenLink } from '../../../stores/open-link.ts';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { useReadComments } from '../../../stores/use-read-comments.ts';
import { errorWords } from '../../../text/errors.ts';
import { encodeMentions, type Mentionable } from '../../../text/mentions.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import styles from './card.module.css';

const Comment = ({ comment }: { comment: CommentView }) => {
  const { place } = useBoard();
  const { bridge, navigation, toasts, app } = useServices();
  const openLink = useOpenLink();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const me = useStore(app.store, (state) => state.app?.profile?.member ?? null);
  const { message } = comment;
  const closed = comment.outcome !== 'open';
  const close = async () => {
    const outcome = closed ? 'open' : 'done';
    const done = await bridge.command('closeComment', {
      community: place.community,
      message: message.id,
      outcome,
    });
    if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
  };
  const replies = message.threadInfo?.count ?? 0;
  return (
    <li className={styles.comment} data-closed={closed || undefined}>
      <Avatar name={message.author.name} colour={message.author.colour} size={28} />
      <div>
        <header>
          <strong style={{ color: `var(--name-${message.author.colour})` }}>{message.author.name}</strong>
          <time title={words.exact(message.at)}>{words.relative(message.at)}</time>
          {closed && <span className={styles.faint}>{t('boards.commentDone')}</span>}
        </header>
        {message.deleted ? (
          <p className={styles.faint}>{t('timeline.deleted')}</p>
        ) : (
          <Markdown text={message.text} mentions={message.mentions} openLink={openLink} me={me} />
        )}
        <button
          type="button"
          className={styles.replies}
          onClick={() =>
            navigation.openPanel({ kind: 'thread', channel: message.channel, message: message.id })
          }
        >
          <Icon of={MessageSquareText} size={14} />
          {replies > 0 ? t('timeline.threadCount', { count: replies }) : t('action.reply')}
        </button>
      </div>
      {comment.canClose && (
        <IconButton
          icon={closed ? RotateCcw : Check}
          size={15}
          label={closed ? t('boards.reopenComment') : t('boards.closeComment')}
          onClick={() => void close()}
        />
      )}
    </li>
  );
};

const CommentBox = ({ card }: { card: BoardCard }) => {
  const { place, say } = useBoard();
  const { bridge } = useServices();
  const { t } = useTranslation();
  const members = useMembers();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const known = useMemo<readonly Mentionable[]>(
    () => (members?.members ?? []).map(({ member, name }) => ({ kind: 'member', member, name })),
    [members],
  );
  const send = async () => {
    const wanted = text.trim();
    if (wanted === '') return;
    const done = await bridge.command('postComment', {
      community: place.community,
      channel: place.channel,
      thread: place.thread,
      text: encodeMentions(wanted, [], known),
      target: { kind: 'card', card: card.id },
      quote: card.title.slice(0, limits.boardTitleChars),
      suggestion: null,
    });
    if (!done.ok) return setError(errorWords(t, done.error));
    setText('');
    setError(null);
    say(t('boards.commentSent'));
  };
  return (
    <form
      className={styles.commentBox}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        rows={2}
        aria-label={t('boards.writeComment')}
        aria-invalid={error !== null || undefined}
        placeholder={t('boards.writeComment')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
          event.preventDefault();
          void send();
        }}
      />
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {text.trim() !== '' && (
        <Button type="submit" tone="accent">
          {t('boards.sendComment')}
        </Button>
      )}
    </form>
  );
};

const none: readonly CommentView[] = [];

export const Comments = ({ card }: { card: BoardCard }) => {
  const { place, page } = useBoard();
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { community, channel, thread } = place;
  const { value } = useQuery('comments', { community, channel, thread }, [
    'documentsChanged',
    'timelineChanged',
  ]);
  const comments = value?.comments ?? none;
  useReadComments(place, comments);
  const here = comments.filter(({ target }) => target.kind === 'card' && target.card === card.id);
  const shown = all ? here : here.filter(({ outcome }) => outcome === 'open');
  const closed = here.length - here.filter(({ outcome }) => outcome === 'open').length;
  return (
    <>
      {shown.length > 0 && (
        <ul className={styles.comments}>
          {shown.map((comment) => (
            <Comment key={comment.message.id} comment={comment} />
          ))}
        </ul>
      )}
      {closed > 0 && (
        <button type="button" className={styles.addValue} aria-expanded={all} onClick={() => setAll(!all)}>
          <Icon of={Check} size={15} />
          {all ? t('boards.hideClosed') : t('boards.showClosed', { count: closed })}
        </button>
      )}
      {page.canComment ? (
        <CommentBox card={card} />
      ) : (
        <p className={styles.faint}>{t('boards.cannotComment')}</p>
      )}
    </>
  );
};
