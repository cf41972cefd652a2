/** Categories and channels: opened by a press, put in order by dragging or by keys; what is archived apart. */
import type { CategoryView, ChannelView, Permission, SidebarView } from '@maru/sync-core';
import { Archive, ChevronDown, Plus } from 'lucide-react';
import { Fragment, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useChannel } from '../../stores/hooks.ts';
import { activeIn, type Direction } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { VoiceList } from '../calls/voice-list.tsx';
import { CategoryHead } from './category-head.tsx';
import { ChannelRow } from './channel-row.tsx';
import styles from './sidebar.module.css';
import { useMoves } from './use-moves.ts';
import { useReorder } from './use-reorder.ts';

/** Ctrl or Cmd with Shift and an arrow: Alt with an arrow goes from channel to channel. */
const stepOf = (event: KeyboardEvent): Direction | null => {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey) return null;
  return event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
};

const Empty = ({ mayManage }: { mayManage: boolean }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  return (
    <div className={styles.empty}>
      <p>{t('sidebar.noChannels')}</p>
      {mayManage && (
        <>
          <p>{t('sidebar.noChannelsHint')}</p>
          <Button onClick={() => navigation.openDialog({ kind: 'create-channel', category: null })}>
            {t('sidebar.createChannel')}
          </Button>
        </>
      )}
    </div>
  );
};

export const ChannelList = ({
  sidebar,
  may,
}: {
  sidebar: SidebarView;
  may: (name: Permission) => boolean;
}) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const current = useChannel();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set(['archive']));
  const { run, stepChannelBy, stepCategoryBy, said } = useMoves(sidebar);
  const { list, drag, handlers } = useReorder((move) => void run(move, false));
  const mayManage = may('manageChannels');
  const archived = sidebar.channels.filter((channel) => channel.archived);

  const toggle = (id: string) =>
    setClosed((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = stepOf(event);
    if (step === null) return arrowFocus('[data-row]')(event);
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drag]') : null;
    const channel = sidebar.channels.find(({ id }) => id === row?.dataset['channel']);
    const category = sidebar.categories.find(({ id }) => id === row?.dataset['category']);
    if (!channel && !category) return;
    event.preventDefault();
    if (channel) stepChannelBy(channel.id, step, true);
    else if (category) stepCategoryBy(category.id, step, true);
  };

  const row = (channel: ChannelView) => (
    <Fragment key={channel.id}>
      <ChannelRow
        community={sidebar.community.id}
        channel={channel}
        category={sidebar.categories.find(({ id }) => id === channel.category) ?? null}
        current={channel.id === current?.id}
        dragged={drag?.dragged.kind === 'channel' && drag.dragged.channel === channel.id}
        onStep={stepChannelBy}
      />
      {channel.kind === 'voice' && (
        <li>
          <VoiceList community={sidebar.community.id} channel={channel.id} />
        </li>
      )}
    </Fragment>
  );
  /** What waits and what is open stays in sight where the rest is folded away. */
  const rows = (channels: readonly ChannelView[], shut: boolean) =>
    channels.filter((channel) => !shut || channel.unread || channel.id === current?.id).map(row);

  const section = (category: CategoryView) => {
    const { id, name } = category;
    const shut = closed.has(id);
    return (
      <section key={id} data-section data-category={id}>
        <CategoryHead
          community={sidebar.community.id}
          category={category}
          shut={shut}
          dragged={drag?.dragged.kind === 'category' && drag.dragged.category === id}
          onToggle={() => toggle(id)}
          onStep={(step) => stepCategoryBy(id, step)}
        >
          {category.mayManage && (
            <IconButton
              icon={Plus}
              size={15}
              label={t('sidebar.createIn', { name })}
              onClick={() => navigation.openDialog({ kind: 'create-channel', category: id })}
            />
          )}
        </CategoryHead>
        <ul data-group data-category={id}>
          {rows(activeIn(sidebar, id), shut)}
        </ul>
      </section>
    );
  };

  const archiveShut = closed.has('archive');
  return (
    <nav
      ref={list}
      className={styles.channels}
      aria-label={t('sidebar.channels')}
      data-dragging={drag ? true : undefined}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      {sidebar.channels.length === 0 && sidebar.community.membership.kind === 'member' && (
        <Empty mayManage={mayManage} />
      )}
      <ul data-group>{rows(activeIn(sidebar, null), false)}</ul>
      {sidebar.categories.filter((category) => !category.archived).map(section)}
      {archived.length > 0 && (
        <section>
          <div className={styles.category}>
            <button type="button" data-row aria-expanded={!archiveShut} onClick={() => toggle('archive')}>
              <Icon of={Archive} size={13} />
              <span>{t('structure.archiveCount', { count: archived.length })}</span>
              <Icon of={ChevronDown} size={13} />
            </button>
          </div>
          <ul>{rows(archived, archiveShut)}</ul>
        </section>
      )}
      {drag && <div className={styles.dropLine} style={{ top: drag.top }} aria-hidden="true" />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </nav>
  );
};
