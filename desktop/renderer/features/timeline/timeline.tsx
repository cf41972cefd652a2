/** The virtual list of one place, its jumps, its keyboard and its menus. */

import { ContextMenu } from '@base-ui/react/context-menu';
import type { ChannelView, MessageId, MessageView } from '@maru/sync-core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { MenuEntries } from '../../components/menu.tsx';
import overlay from '../../components/overlay.module.css';
import { useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import type { Place, TimelineState, TimelineStore } from '../../stores/timeline-store.ts';
import type { Mentionable } from '../../text/mentions.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { Message } from './message.tsx';
import { useMessageActions } from './message-actions.ts';
import { MessageEditor } from './message-editor.tsx';
import { messageEntries } from './message-menu.ts';
import { type Floating, MessageMenu, ReactionPicker } from './overlays.tsx';
import { messagesToRows, type Row } from './rows.ts';
import { SystemRow } from './system-line.tsx';
import styles from './timeline.module.css';
import { useTimelineJump } from './use-jump.ts';
import { useTimelineKeys } from './use-keys.ts';
import { useTimelineScroll } from './use-scroll.ts';

/** Unread messages lie before the run: it begins after where reading stopped. */
const unreadAbove = ({ status, hasOlder, readPosition, messages }: TimelineState): boolean => {
  const first = messages[0];
  return (
    status === 'ready' &&
    hasOlder &&
    readPosition !== null &&
    first !== undefined &&
    first.position > readPosition
  );
};

const messageUnder = (target: EventTarget | null, rows: readonly Row[]): MessageView | null => {
  // A link keeps the browser's own menu.
  if (!(target instanceof Element) || target.closest('a')) return null;
  const id = target.closest('[data-message]')?.getAttribute('data-message');
  return rows.find(({ message }) => message.id === id)?.message ?? null;
};

export type TimelineHandle = { toNewest(): void };

export const Timeline = ({
  place,
  channel,
  timeline,
  intro,
  mentionable,
  editing,
  onEdit,
  onReply,
  ref,
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
  ref?: Ref<TimelineHandle>;
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
  const { atEnd, scrolled, toEnd } = useTimelineScroll(timeline, state, rows, list, scroller);
  const actions = useMessageActions(place, channel);
  const [picker, setPicker] = useState<Floating | null>(null);
  const [menu, setMenu] = useState<Floating | null>(null);
  const [context, setContext] = useState<MessageView | null>(null);
  const flash = useTimelineJump(place, timeline, rows, list);
  const words = useTimeWords(useNow());
  const newest = () => (timeline.store.getState().hasNewer ? void timeline.loadNewest() : toEnd());
  useImperativeHandle(ref, () => ({ toNewest: newest }));
  const wished = useNavigation((one) => one.newest);
  const granted = useRef(wished);
  useEffect(() => {
    if (wished === granted.current || place.thread !== null) return;
    granted.current = wished;
    newest();
  });

  const pick = useCallback((message: MessageView, anchor: Element) => setPicker({ message, anchor }), []);
  const openMenu = useCallback((message: MessageView, anchor: Element) => setMenu({ message, anchor }), []);
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
          onMenu={openMenu}
          editor={
            editing === message.id ? (
              <MessageEditor
                place={place}
                message={message}
                mentionable={mentionable}
                onDone={() => onEdit(null)}
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
      <ContextMenu.Root
        onOpenChange={(open, { event, cancel }) => {
          const message = open ? messageUnder(event.target, rows) : null;
          setContext(message);
          if (open && !message) cancel();
        }}
      >
        <ContextMenu.Trigger
          onContextMenu={(event) => {
            if (messageUnder(event.target, rows)) return;
            // Two ways in which the library takes the browser's menu away: its handler here and one on the document.
            event.preventBaseUIHandler();
            event.stopPropagation();
          }}
          render={
            <div
              ref={scroller}
              className={styles.scroll}
              role="log"
              aria-live="off"
              aria-label={t('timeline.label', { name: channel.name })}
              hidden={state.status === 'loading'}
              data-thread={place.thread ? true : undefined}
              onScroll={scrolled}
              onKeyDown={keys.onKeyDown}
              onFocus={keys.onFocus}
            />
          }
        >
          <div className={styles.spring} />
          {state.status === 'ready' && !state.hasOlder && intro}
          <div>
            <Virtualizer
              key={state.generation}
              ref={list}
              scrollRef={scroller}
              shift={state.shift}
              bufferSize={600}
              data={rows}
            >
              {rowOf}
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
        <MessageMenu anchor={menu.anchor} entries={entries(menu.message)} onClose={() => setMenu(null)} />
      )}
      {picker && (
        <ReactionPicker
          anchor={picker.anchor}
          onClose={() => setPicker(null)}
          onPick={(emoji) => {
            actions.react(picker.message, emoji, true);
            setPicker(null);
          }}
        />
      )}
      {unreadAbove(state) && (
        <button type="button" className={styles.unread} onClick={() => void timeline.loadUnread()}>
          <Icon of={ArrowUp} size={16} />
          {t('timeline.toUnread')}
        </button>
      )}
      {state.status === 'ready' && !atEnd && (
        <button
          type="button"
          className={styles.newest}
          data-unseen={state.unseen > 0 || undefined}
          onClick={newest}
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
