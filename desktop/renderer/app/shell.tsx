/** The frame: rail, sidebar, page, panel; one part at a time on a phone. */
import { House, Search, Settings, UsersRound } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../components/icons.tsx';
import { OverturnedBanner } from '../features/audit/overturned.tsx';
import { CallBar } from '../features/calls/call-bar.tsx';
import { useMicrophoneNotices } from '../features/calls/microphone/use-microphone-notices.ts';
import { useMediaSession } from '../features/calls/people/use-media-session.ts';
import { useMovedNotice } from '../features/calls/people/use-moved-notice.ts';
import { QualityNews } from '../features/calls/quality/quality-mark.tsx';
import { RingLayer } from '../features/calls/ringing/ring-layer.tsx';
import { SmallStage } from '../features/calls/stage/small-stage.tsx';
import { Dialogs } from '../features/community/dialogs.tsx';
import { Page } from '../features/community/page.tsx';
import { ForkBanner } from '../features/connection/fork-banner.tsx';
import { StorageBanner } from '../features/connection/storage-banner.tsx';
import { VersionBanner } from '../features/connection/version-banner.tsx';
import { RemovedBanner } from '../features/devices/removed-banner.tsx';
import { useNotifications } from '../features/notifications/use-notifications.ts';
import { PeopleLayer } from '../features/people/people-layer.tsx';
import { Rail } from '../features/rail/rail.tsx';
import { ViewAsBar } from '../features/roles/view-as.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { Sidebar } from '../features/sidebar/sidebar.tsx';
import { useChannel, useCommunities, useNavigation } from '../stores/hooks.ts';
import { useServices } from '../stores/services.ts';
import styles from './shell.module.css';
import { useBackGesture } from './use-back-gesture.ts';
import { usePresence } from './use-presence.ts';
import { useShortcuts } from './use-shortcuts.ts';

const BottomBar = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const settings = useNavigation((state) => state.settings);
  const panel = useNavigation((state) => state.panel?.kind);
  const home = () => navigation.showList();
  const tabs = [
    { icon: House, label: t('mobile.home'), on: !settings && !panel, run: home },
    {
      icon: Search,
      label: t('mobile.search'),
      on: panel === 'search',
      run: () => navigation.openPanel({ kind: 'search' }),
    },
    {
      icon: UsersRound,
      label: t('mobile.people'),
      on: panel === 'members',
      run: () => navigation.openPanel({ kind: 'members' }),
    },
    {
      icon: Settings,
      label: t('mobile.settings'),
      on: settings !== null,
      run: () => navigation.openSettings('profile'),
    },
  ];
  return (
    <nav className={styles.bottom} aria-label={t('mobile.nav')}>
      {tabs.map(({ icon, label, on, run }) => (
        <button key={label} type="button" aria-current={on ? 'page' : undefined} onClick={run}>
          <Icon of={icon} size={21} />
          {label}
        </button>
      ))}
    </nav>
  );
};

export const Shell = () => {
  const { communities: store, navigation, environment } = useServices();
  const { t } = useTranslation();
  const communities = useCommunities();
  const community = useNavigation((state) => state.community);
  const settings = useNavigation((state) => state.settings);
  const panel = useNavigation((state) => state.panel);
  const part = useNavigation((state) => state.part);
  const width = useNavigation((state) => state.sidebarWidth);
  const channel = useChannel();
  const dialog = useStore(navigation.store, (state) => state.dialog);
  useShortcuts();
  useNotifications();
  usePresence();
  useMicrophoneNotices();
  useBackGesture();
  useMediaSession();
  useMovedNotice();

  useEffect(() => {
    const known = communities.some(({ id }) => id === community);
    const first = communities[0];
    if (!known && first) navigation.assumeCommunity(first.id);
  }, [communities, community, navigation]);
  useEffect(() => {
    if (community) void store.open(community);
  }, [community, store]);
  useEffect(() => {
    const open = (link: string) => navigation.openDialog({ kind: 'add-community', link });
    // After a first run the phrase is shown first; it leads on to the link.
    const busy = navigation.store.getState().dialog !== null;
    if (environment.joinLink && !busy) open(environment.joinLink);
    return environment.onJoinLink(open);
  }, [environment, navigation]);

  return (
    <div
      className={styles.shell}
      data-part={settings || panel ? 'page' : part}
      data-channel={channel && part === 'page' && !settings && !panel ? true : undefined}
      style={{ '--sidebar': `${width}px` }}
    >
      <a className={styles.skip} href="#page">
        {t('common.skipToMessages')}
      </a>
      <StorageBanner />
      <ForkBanner />
      <VersionBanner />
      <RemovedBanner />
      <OverturnedBanner />
      <ViewAsBar />
      <div className={styles.parts}>
        <Rail />
        {settings ? (
          <SettingsPage place={settings} />
        ) : (
          <>
            <Sidebar />
            <Page />
          </>
        )}
      </div>
      <CallBar wide />
      <BottomBar />
      {dialog && <Dialogs dialog={dialog} />}
      <PeopleLayer />
      <RingLayer />
      <QualityNews />
      <SmallStage />
    </div>
  );
};
