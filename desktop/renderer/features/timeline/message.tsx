/** One message: head, reply, body, reactions, thread, state. Props only; actions are passed in. */
import type { MessageView } from '@maru/sync-core';
import { CornerUpRight, MessageSquareText, MoreHorizontal, Pencil, Reply, SmilePlus } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { plainLine } from '../../text/mentions.ts';
import { shortClock } from '../../text/time.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { DocumentEmbeds } from '../boards/embed/document-embeds.tsx';
import { Held } from '../moderation/held.tsx';
import styles from './message.module.css';
import type { MessageActions } from './message-actions.ts';
import { Reactions } from './reactions.tsx';
import { StateMark } from './state-mark.tsx';

export type MessageProps = {
  readonly message: MessageView;
  readonly grouped: boolean;
  readonly tabbable: boolean;
  readonly flash: boolean;
  readonly me: string | null;
  readonly actions: MessageActions;
  readonly onReply: (message: MessageView) => void;
  readonly onEdit: (message: MessageView) => void;
  readonly onPickEmoji: (message: MessageView, anchor: Element) => void;
  readonly onMenu: (message: MessageView, anchor: Element) => void;
  /** Stands in place of the body while it is edited. */
  readonly editor: ReactNode;
};

const ReplyLine = ({
  message,
  actions,
  tabbable,
}: Pick<MessageProps, 'message' | 'actions' | 'tabbable'>) => {
  const { t } = useTranslation();
  const reply = message.replyTo;
  if (!reply) return null;
  const author = reply.author;
  return (
    <button
      type="button"
      className={styles.reply}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => actions.jump(reply.id)}
    >
      <Icon of={CornerUpRight} size={13} />
      {author && <span className="visually-hidden">{t('timeline.replyTo', { name: author.name })}</span>}
      {author && <Avatar name={author.name} colour={author.colour} size={18} />}
      {author && (
        <span className={styles.replyName} style={{ color: `var(--name-${author.colour})` }}>
          {author.name}
        </span>
      )}
      <span className={styles.replyText} data-gone={reply.deleted || undefined}>
        {reply.deleted
          ? t('timeline.replyGone')
          : author
            ? plainLine(reply.excerpt, message.mentions)
            : t('timeline.replyUnknown')}
      </span>
    </button>
  );
};

/** A row that nobody points at or stands on: what the bar offers is in its menu. Rows come by the dozen as one scrolls. */
const RestingBar = ({ message, onMenu }: Pick<MessageProps, 'message' | 'onMenu'>) => {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <IconButton
        icon={MoreHorizontal}
        label={t('action.more')}
        tip={false}
        tabIndex={-1}
        size={17}
        onClick={(event) => onMenu(message, event.currentTarget)}
      />
    </div>
  );
};

const HoverBar = ({ message, tabbable, actions, onReply, onEdit, onPickEmoji, onMenu }: MessageProps) => {
  const { t } = useTranslation();
  const tab = { tabIndex: tabbable ? 0 : -1, size: 17 } as const;
  return (
    <div className={styles.bar}>
      {actions.canReact(message) && (
        <IconButton
          icon={SmilePlus}
          label={t('action.react')}
          keys="+"
          {...tab}
          onClick={(event) => onPickEmoji(message, event.currentTarget)}
        />
      )}
      {actions.canReply(message) && (
        <IconButton
          icon={Reply}
          label={t('action.reply')}
          keys="R"
          {...tab}
          onClick={() => onReply(message)}
        />
      )}
      {actions.canThread(message) && (
        <IconButton
          icon={MessageSquareText}
          label={t('action.thread')}
          keys="T"
          {...tab}
          onClick={() => actions.openThread(message)}
        />
      )}
      {actions.canEdit(message) && (
        <IconButton
          icon={Pencil}
          label={t('action.edit')}
          keys="E"
          {...tab}
          onClick={() => onEdit(message)}
        />
      )}
      <IconButton
        icon={MoreHorizontal}
        label={t('action.more')}
        {...tab}
        onClick={(event) => onMenu(message, event.currentTarget)}
      />
    </div>
  );
};

export const Message = memo(function Message(props: MessageProps) {
  const { message, grouped, tabbable, flash, actions, editor, me, onPickEmoji } = props;
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const [awake, setAwake] = useState(false);
  const { author } = message;
  const body = (
    <Markdown text={message.text} mentions={message.mentions} openLink={actions.openLink} me={me} />
  );
  return (
    <article
      id={`message-${message.id}`}
      className={styles.message}
      data-message={message.id}
      data-grouped={grouped || undefined}
      data-imported={author.kind === 'imported' || undefined}
      data-mention={message.mentionsMe || undefined}
      data-flash={flash || undefined}
      data-editing={editor ? true : undefined}
      tabIndex={tabbable ? 0 : -1}
      onPointerEnter={() => setAwake(true)}
      // Not for a button inside: it would be made anew under the finger that is on it.
      onFocus={(event) => event.target === event.currentTarget && setAwake(true)}
      aria-label={t('timeline.messageLabel', { name: author.name, time: words.exact(message.at) })}
    >
      {message.replyTo && <ReplyLine message={message} actions={actions} tabbable={tabbable} />}
      <div className={styles.gutter}>
        {grouped ? (
          <time className={styles.gutterTime} title={words.exact(message.at)}>
            {shortClock(message.at)}
          </time>
        ) : (
          <Avatar name={author.name} colour={author.colour} muted={author.kind === 'imported'} />
        )}
      </div>
      <div className={styles.body}>
        {!grouped && (
          <header className={styles.head}>
            {author.kind === 'member' ? (
              <button
                type="button"
                className={styles.name}
                style={{ color: `var(--name-${author.colour})` }}
                tabIndex={tabbable ? 0 : -1}
                aria-haspopup="dialog"
                onClick={(event) => actions.openAuthor(message, event.currentTarget)}
              >
                {author.name}
              </button>
            ) : (
              <span className={styles.name} style={{ color: `var(--name-${author.colour})` }}>
                {author.name}
              </span>
            )}
            {author.kind === 'imported' && (
              <span className={styles.imported} title={t('timeline.importedHint')}>
                {t('timeline.imported')}
              </span>
            )}
            <time
              className={styles.time}
              dateTime={new Date(message.at).toISOString()}
              title={words.exact(message.at)}
            >
              {words.relative(message.at)}
            </time>
          </header>
        )}
        {editor ?? (
          <div className={styles.content}>
            {message.deleted ? (
              <p className={styles.deleted}>{t('timeline.deleted')}</p>
            ) : message.held ? (
              <Held held={message.held} mine={message.mine} erased={message.text === ''} tabbable={tabbable}>
                {body}
              </Held>
            ) : (
              <>
                {body}
                <DocumentEmbeds text={message.text} />
              </>
            )}
            {!message.deleted && (message.editedAt !== null || message.state) && (
              <span className={styles.marks}>
                {message.editedAt !== null && (
                  <span
                    className={styles.edited}
                    title={t('timeline.editedAt', { time: words.exact(message.editedAt) })}
                  >
                    {t('timeline.edited')}
                  </span>
                )}
                {message.state && <StateMark state={message.state} tabbable={tabbable} />}
              </span>
            )}
          </div>
        )}
        {message.reactions.length > 0 && (
          <Reactions
            reactions={message.reactions}
            tabbable={tabbable}
            onToggle={(emoji, on) => actions.react(message, emoji, on)}
            onAdd={(anchor) => onPickEmoji(message, anchor)}
          />
        )}
        {message.threadInfo && (
          <button
            type="button"
            className={styles.thread}
            tabIndex={tabbable ? 0 : -1}
            onClick={() => actions.openThread(message)}
          >
            <Icon of={MessageSquareText} size={15} />
            <strong>{t('timeline.threadCount', { count: message.threadInfo.count })}</strong>
            {message.threadInfo.name && <span className={styles.threadName}>{message.threadInfo.name}</span>}
            <span className={styles.threadAt}>{words.relative(message.threadInfo.lastAt)}</span>
            {message.threadInfo.unread && (
              <span className={styles.dot} role="img" aria-label={t('timeline.threadUnread')} />
            )}
          </button>
        )}
      </div>
      {!message.deleted &&
        !editor &&
        (awake || tabbable ? <HoverBar {...props} /> : <RestingBar {...props} />)}
    </article>
  );
});
