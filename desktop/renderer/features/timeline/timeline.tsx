/** The virtual list of one place, its jumps, its keyboard and its menus. */

import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import type { ChannelView, MessageId, MessageView } from '@maru/sync-core';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { EmojiPicker } from '../../components/emoji-picker.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { MenuEntries } from '../../components/menu.tsx';
import overlay from '../../components/overlay.module.css';
import { useServices } from '../../stores/services.ts';
import type { Place, TimelineStore } from '../../stores/timeline-store.ts';
import type { Mentionable } from '../../text/mentions.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { Message } from './message.tsx';
import { useMessageActions } from './message-actions.ts';
import { MessageEditor } from './message-editor.tsx';
import { messageEntries } from './message-menu.ts';
import { messagesToRows, type Row } from './rows.ts';
import { SystemRow } from './system-line.tsx';
import styles from './timeline.module.css';
import { useTimelineJump } from './use-jump.ts';
import { useTimelineKeys } from './use-keys.ts';
import { useTimelineScroll } from './use-scroll.ts';

type Floating = { readonly message: MessageView; readonly anchor: Element } | null;

export const Timeline = ({
  place,
  channel,
  timeline,
  intro,
  mentionable,
  editing,
  onEdit,
  onReply,
}: {
  place: Place;
  channel: ChannelView;
  timeline: TimelineStore;
  /** What stands above the first message of all. */
  intro: ReactNode;
  mentionable: readonly Mentionable[];
  editing: MessageId | null;
  onEdit: (message: MessageView | null) => void;
  onReply: (message: MessageView) => void;
}) => {
  const { t } = useTranslation();
  const { deletions, app } = useServices();
  const state = useStore(timeline.store);
  const hidden = useStore(deletions.store, (one) => one.hidden);
  const me = useStore(app.store, (one) => one.app?.profile?.member ?? null);
  const rows = useMemo(
    () => messagesToRows(state.messages, state.readPosition, hidden),
    [state.messages, state.readPosition, hidden],
  );
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { atEnd, settle, toEnd } = useTimelineScroll(timeline, state, rows, list, scroller);
  const actions = useMessageActions(place, channel);
  const [picker, setPicker] = useState<Floating>(null);
  const [menu, setMenu] = useState<Floating>(null);
  const [context, setContext] = useState<MessageView | null>(null);
  const flash = useTimelineJump(place, timeline, rows, list);
  const words = useTimeWords(useNow());

  const pick = useCallback((message: MessageView, anchor: Element) => setPicker({ message, anchor }), []);
  const keys = useTimelineKeys({ rows, list, actions, onEdit, onReply, onPick: pick });
  const entries = (message: MessageView) =>
    messageEntries(t, message, actions, {
      reply: () => onReply(message),
      edit: () => onEdit(message),
      react: () => {
        const anchor = document.getElementById(`message-${message.id}`);
        if (anchor) pick(message, anchor);
      },
      markUnread: () => timeline.markUnreadFrom(message.id),
    });

  const rowOf = ({ message, newDay, firstUnread, grouped }: Row) => (
    <div key={message.id}>
      {newDay && (
        <div className={styles.day}>
          <span title={words.exact(message.at)}>{words.day(message.at)}</span>
        </div>
      )}
      {firstUnread && <div className={styles.new}>{t('timeline.newMessages')}</div>}
      {message.system ? (
        <SystemRow message={message} tabbable={keys.current === message.id} />
      ) : (
        <Message
          message={message}
          grouped={grouped}
          tabbable={keys.current === message.id}
          flash={flash === message.id}
          me={me}
          actions={actions}
          onReply={onReply}
          onEdit={onEdit}
          onPickEmoji={pick}
          onMenu={(one, anchor) => setMenu({ message: one, anchor })}
          editor={
            editing === message.id ? (
              <MessageEditor
                place={place}
                message={message}
                mentionable={mentionable}
                onDone={() => {
                  onEdit(null);
                  document.getElementById(`message-${message.id}`)?.focus();
                }}
              />
            ) : null
          }
        />
      )}
    </div>
  );

  if (state.status === 'failed')
    return (
      <EmptyState
        title={t('timeline.loadFailed')}
        action={<Button onClick={() => void timeline.loadNewest()}>{t('common.retry')}</Button>}
      />
    );

  return (
    <div className={styles.root}>
      {state.status === 'loading' && <Skeleton />}
      <ContextMenu.Root onOpenChange={(open) => !open && setContext(null)}>
        <ContextMenu.Trigger
          render={
            <div
              ref={scroller}
              className={styles.scroll}
              role="log"
              aria-live="off"
              aria-label={t('timeline.label', { name: channel.name })}
              hidden={state.status === 'loading'}
              onScroll={settle}
              onKeyDown={keys.onKeyDown}
              onFocus={keys.onFocus}
              onContextMenu={(event) => {
                const id = event.target instanceof Element ? event.target.closest('[data-message]') : null;
                const found = rows.find(({ message }) => message.id === id?.getAttribute('data-message'));
                // A link keeps the browser's own menu.
                if (!found || (event.target instanceof Element && event.target.closest('a')))
                  return event.stopPropagation();
                setContext(found.message);
              }}
            />
          }
        >
          <div className={styles.spring} />
          {!state.hasOlder && intro}
          <div>
            <Virtualizer
              key={state.generation}
              ref={list}
              scrollRef={scroller}
              shift={state.shift}
              bufferSize={600}
            >
              {rows.map(rowOf)}
            </Virtualizer>
          </div>
          <div className={styles.end} />
        </ContextMenu.Trigger>
        {context && (
          <ContextMenu.Portal>
            <ContextMenu.Positioner className={overlay.positioner}>
              <ContextMenu.Popup className={overlay.popup}>
                <MenuEntries entries={entries(context)} />
              </ContextMenu.Popup>
            </ContextMenu.Positioner>
          </ContextMenu.Portal>
        )}
      </ContextMenu.Root>
      {menu && (
        <Menu.Root open modal={false} onOpenChange={(open) => !open && setMenu(null)}>
          <Menu.Portal>
            <Menu.Positioner className={overlay.positioner} anchor={menu.anchor} align="end" sideOffset={4}>
              <Menu.Popup className={overlay.popup}>
                <MenuEntries entries={entries(menu.message)} />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
      {picker && (
        <Popover.Root open onOpenChange={(open) => !open && setPicker(null)}>
          <Popover.Portal>
            <Popover.Positioner
              className={overlay.positioner}
              anchor={picker.anchor}
              align="end"
              sideOffset={4}
            >
              <Popover.Popup className={`${overlay.popup} ${overlay.bare}`} aria-label={t('emoji.label')}>
                <EmojiPicker
                  onPick={(emoji) => {
                    actions.react(picker.message, emoji, true);
                    setPicker(null);
                  }}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
      {state.status === 'ready' && !atEnd && (
        <button
          type="button"
          className={styles.newest}
          data-unseen={state.unseen > 0 || undefined}
          onClick={() => (state.hasNewer ? void timeline.loadNewest() : toEnd())}
        >
          <Icon of={ArrowDown} size={16} />
          {state.unseen > 0 ? t('timeline.newCount', { count: state.unseen }) : t('timeline.toNewest')}
        </button>
      )}
    </div>
  );
};

const bones = [62, 38, 74, 50, 30];
const Skeleton = () => (
  <div className={styles.skeleton} aria-hidden="true">
    {bones.map((width) => (
      <div key={width} className={styles.bone}>
        <i />
        <i style={{ width: '96px' }} />
        <i style={{ width: `${width}%` }} />
      </div>
    ))}
  </div>
);
