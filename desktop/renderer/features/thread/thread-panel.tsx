/** A thread beside its channel: the message it grew from, its replies, a composer. */
import type { ChannelView, CommunityId, MessageId, MessageView } from '@maru/sync-core';
import { MessageSquareText, Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field, Segments } from '../../components/field.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { useOpenLink } from '../../stores/open-link.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { BoardPage } from '../boards/board-page.tsx';
import { PanelFrame } from '../community/panel-frame.tsx';
import { NotePlace } from '../notes/note-place.tsx';
import { ThreadBell } from '../notifications/thread-bell.tsx';
import { PlaceView } from '../timeline/place-view.tsx';
import styles from './thread-panel.module.css';

const useMessage = (community: CommunityId, channel: ChannelView, id: MessageId): MessageView | null => {
  const { bridge } = useServices();
  const [message, setMessage] = useState<MessageView | null>(null);
  useEffect(() => {
    let stale = false;
    const read = async () => {
      const found = await bridge.query('messages', { community, ids: [id] });
      if (!stale && found.ok) setMessage(found.value[0] ?? null);
    };
    void read();
    const end = bridge.listen('timelineChanged', (detail) => {
      if (detail.community === community && (detail.messages === null || detail.messages.includes(id)))
        void read();
    });
    return () => {
      stale = true;
      end();
    };
  }, [bridge, community, id]);
  return message?.channel === channel.id ? message : null;
};

const NameDialog = ({
  community,
  message,
  onClose,
}: {
  community: CommunityId;
  message: MessageView;
  onClose: () => void;
}) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState(message.threadInfo?.name ?? '');
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={t('thread.nameThread')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await bridge.command('nameThread', { community, message: message.id, name });
          if (done.ok) onClose();
          else setError(errorWords(t, done.error));
        }}
      >
        <Field
          label={t('thread.nameThread')}
          hideLabel
          value={name}
          maxLength={100}
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
        <DialogFoot>
          <Button type="submit" tone="accent" disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

export const ThreadPanel = ({
  community,
  channel,
  id,
  tab: start,
}: {
  community: CommunityId;
  channel: ChannelView;
  id: MessageId;
  /** What of it is shown first. */
  tab: 'messages' | 'note' | 'board';
}) => {
  const { t } = useTranslation();
  const { app } = useServices();
  const openLink = useOpenLink();
  const message = useMessage(community, channel, id);
  const words = useTimeWords(useNow());
  const [naming, setNaming] = useState(false);
  const [tab, setTab] = useState(start);
  const name = message?.threadInfo?.name;
  return (
    <PanelFrame
      title={name ?? t('thread.title')}
      subtitle={`#${channel.name}`}
      wide={tab === 'board'}
      tools={
        message?.threadInfo && (
          <>
            <ThreadBell community={community} channel={channel.id} thread={id} />
            <IconButton icon={Pencil} size={16} label={t('thread.rename')} onClick={() => setNaming(true)} />
          </>
        )
      }
    >
      {naming && message && (
        <NameDialog community={community} message={message} onClose={() => setNaming(false)} />
      )}
      <div className={styles.tabs}>
        <Segments
          label={t('notes.tabs')}
          hideLabel
          value={tab}
          onChange={setTab}
          options={[
            { value: 'messages', label: t('notes.messagesTab') },
            { value: 'note', label: t('notes.tab') },
            { value: 'board', label: t('boards.kind') },
          ]}
        />
      </div>
      {tab === 'board' ? (
        <BoardPage community={community} channel={channel} thread={id} name={name ?? t('thread.title')} />
      ) : tab === 'note' ? (
        <NotePlace community={community} channel={channel.id} thread={id} name={name ?? t('thread.title')} />
      ) : (
        <PlaceView
          community={community}
          channel={channel}
          thread={id}
          placeholder={t('composer.threadPlaceholder')}
          intro={
            message && (
              <div className={styles.root}>
                <div className={styles.head}>
                  <Avatar name={message.author.name} colour={message.author.colour} size={32} />
                  <strong style={{ color: `var(--name-${message.author.colour})` }}>
                    {message.author.name}
                  </strong>
                  <time title={words.exact(message.at)}>{words.relative(message.at)}</time>
                </div>
                {message.deleted ? (
                  <p className={styles.empty}>{t('timeline.deleted')}</p>
                ) : (
                  <Markdown
                    text={message.text}
                    mentions={message.mentions}
                    openLink={openLink}
                    me={app.store.getState().app?.profile?.member ?? null}
                  />
                )}
                <p className={styles.count}>
                  <MessageSquareText size={15} strokeWidth={1.5} aria-hidden="true" />
                  {message.threadInfo
                    ? t('timeline.threadCount', { count: message.threadInfo.count })
                    : t('thread.empty')}
                </p>
              </div>
            )
          }
        />
      )}
    </PanelFrame>
  );
};
