/** The page beside the sidebar: a channel's head, its messages, and the open panel. */
import type { ChannelView, CommunityId } from '@maru/sync-core';
import { ChevronLeft, Hash, Search, SlidersHorizontal, UsersRound } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { combo, modKey } from '../../components/keys.tsx';
import { Logo } from '../../components/logo.tsx';
import { useChannel, useCommunities, useNavigation, useSidebar } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { BoardPage } from '../boards/board-page.tsx';
import { CardPanel } from '../boards/card/card-panel.tsx';
import { PairPage } from '../calls/ringing/pair-page.tsx';
import { useShownPair } from '../calls/ringing/use-partner.ts';
import { VoicePage } from '../calls/voice-page.tsx';
import { RecoveryReminder } from '../first-run/recovery-reminder.tsx';
import { FirstLookBar } from '../invites/first-look-bar.tsx';
import { MembersPanel } from '../members/members-panel.tsx';
import { NotePlace } from '../notes/note-place.tsx';
import { SearchPanel } from '../search/search-panel.tsx';
import { VoteReminder } from '../structure/vote-reminder.tsx';
import { ThreadPanel } from '../thread/thread-panel.tsx';
import { PlaceView } from '../timeline/place-view.tsx';
import timelineStyles from '../timeline/timeline.module.css';
import { Outside } from './outside.tsx';
import styles from './page.module.css';

const ChannelHead = ({ channel }: { channel: ChannelView }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const panel = useNavigation((state) => state.panel?.kind);
  return (
    <header className={styles.head}>
      <span className={styles.back}>
        <IconButton icon={ChevronLeft} size={22} label={t('common.back')} onClick={navigation.showList} />
      </span>
      <span className={styles.kind}>
        <Icon of={channelIcons[channel.kind]} size={19} />
      </span>
      <h1 className={styles.title}>{channel.name}</h1>
      <p className={styles.topic} title={channel.topic}>
        {channel.topic}
      </p>
      <IconButton
        icon={Search}
        side="bottom"
        label={t('common.search')}
        keys={combo(modKey, 'F')}
        pressed={panel === 'search'}
        onClick={() => navigation.togglePanel({ kind: 'search' })}
      />
      <IconButton
        icon={UsersRound}
        side="bottom"
        label={t('members.show')}
        pressed={panel === 'members'}
        onClick={() => navigation.togglePanel({ kind: 'members' })}
      />
      <IconButton
        icon={SlidersHorizontal}
        side="bottom"
        label={t('structure.channelSettings')}
        onClick={() => navigation.openPlaceSettings({ kind: 'channel', channel: channel.id }, 'overview')}
      />
    </header>
  );
};

const ChannelIntro = ({ channel }: { channel: ChannelView }) => {
  const { t } = useTranslation();
  return (
    <div className={timelineStyles.intro}>
      <div className={timelineStyles.introIcon}>
        <Icon of={channelIcons[channel.kind]} size={26} />
      </div>
      <h2>{t('channel.start', { name: channel.name })}</h2>
      <p>{channel.topic || t('channel.startHint')}</p>
      {channel.empty && channel.sendRefusal === null && <p>{t('channel.firstStep')}</p>}
    </div>
  );
};

/** Drawn again only for its own channel: the sidebar is read again with every message. */
const Body = memo(function Body({ community, channel }: { community: CommunityId; channel: ChannelView }) {
  const { t } = useTranslation();
  if (channel.kind === 'voice') return <VoicePage community={community} channel={channel} />;
  if (channel.kind === 'note')
    return <NotePlace community={community} channel={channel.id} thread={null} name={channel.name} />;
  if (channel.kind === 'board') return <BoardPage community={community} channel={channel} />;
  return (
    <PlaceView
      community={community}
      channel={channel}
      thread={null}
      placeholder={t('composer.placeholder', { name: channel.name })}
      intro={<ChannelIntro channel={channel} />}
    />
  );
});

const Nowhere = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const communities = useCommunities();
  const current = useNavigation((state) => state.community);
  const sidebar = useSidebar();
  if (communities.length === 0)
    return (
      <EmptyState
        art={<Logo size={44} />}
        title={t('community.noneTitle')}
        action={
          <Button tone="accent" onClick={() => navigation.openDialog({ kind: 'add-community', link: null })}>
            {t('community.add')}
          </Button>
        }
      >
        {t('community.noneHint')}
      </EmptyState>
    );
  const unopened = communities.find(({ id, membership }) => id === current && membership.kind === 'unopened');
  if (unopened) return <Outside community={unopened} />;
  if (!sidebar) return null;
  const { membership } = sidebar.community;
  // A device that was removed reads on.
  if (membership.kind !== 'member' && membership.kind !== 'device-removed')
    return <Outside community={sidebar.community} />;
  return (
    <EmptyState art={<Icon of={Hash} size={26} />} title={t('channel.pickTitle')}>
      {t('channel.pickHint', { keys: combo(modKey, 'K') })}
    </EmptyState>
  );
};

export const Page = () => {
  const sidebar = useSidebar();
  const channel = useChannel();
  const panel = useNavigation((state) => state.panel);
  const pair = useShownPair();
  const community = sidebar?.community.id;
  const chosen = useNavigation((state) => (community ? state.channels[community] : undefined));
  // Who waits to be let in sees that first, and a channel once they look for one.
  const looksAround = sidebar?.community.membership.kind !== 'waiting' || chosen !== undefined;
  const panelChannel =
    panel?.kind === 'thread' || panel?.kind === 'card'
      ? sidebar?.channels.find(({ id }) => id === panel.channel)
      : undefined;
  return (
    <div className={styles.page} data-part-page>
      <main id="page" className={styles.main} tabIndex={-1}>
        {pair ? <PairPage place={pair} /> : channel && looksAround && <ChannelHead channel={channel} />}
        <RecoveryReminder />
        {community && <VoteReminder key={community} community={community} />}
        {!pair && sidebar && channel && looksAround && <FirstLookBar sidebar={sidebar} />}
        {pair ? null : community && channel && looksAround ? (
          <Body community={community} channel={channel} />
        ) : (
          <Nowhere />
        )}
      </main>
      {community && panel?.kind === 'members' && <MembersPanel />}
      {community && panel?.kind === 'search' && <SearchPanel community={community} />}
      {community && panel?.kind === 'thread' && panelChannel && (
        <ThreadPanel
          key={`${panel.message} ${panel.tab ?? ''}`}
          community={community}
          channel={panelChannel}
          id={panel.message}
          tab={panel.tab ?? 'messages'}
        />
      )}
      {community && panel?.kind === 'card' && panelChannel && (
        <CardPanel
          key={panel.card}
          community={community}
          channel={panelChannel}
          thread={panel.thread}
          card={panel.card}
        />
      )}
    </div>
  );
};
