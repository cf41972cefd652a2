/** Categories and channels of a community; the connection and oneself at its foot. */
import type { Permission, SidebarView } from '@maru/sync-core';
import { ChevronDown, DoorOpen, FolderPlus, Hash, Search, Settings, Settings2, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { combo, modKey } from '../../components/keys.tsx';
import { ButtonMenu, type MenuEntry } from '../../components/menu.tsx';
import { useMembers, useSidebar } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { refusalWords } from '../../text/refusals.ts';
import { CallBar } from '../calls/call-bar.tsx';
import { MissedCalls } from '../calls/ringing/missed-calls.tsx';
import { Outside } from '../community/outside.tsx';
import { ConnectionLine } from '../connection/connection-line.tsx';
import { FirstLookBar } from '../invites/first-look-bar.tsx';
import { AttentionEntries } from '../notifications/attention-entries.tsx';
import { MutedMark } from '../notifications/muted-mark.tsx';
import { QuietMark } from '../notifications/quiet-mark.tsx';
import { ChannelList } from './channel-list.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import styles from './sidebar.module.css';

const Head = ({ sidebar, may }: { sidebar: SidebarView; may: (name: Permission) => boolean }) => {
  const { navigation, people } = useServices();
  const { t } = useTranslation();
  const members = useMembers();
  const owns = members?.members.some(({ me, member }) => me && member === members.owner) === true;
  const entries: MenuEntry[] = [];
  if (may('createInvite'))
    entries.push({
      label: t('sidebar.invite'),
      icon: UserPlus,
      run: () => navigation.openDialog({ kind: 'invite' }),
    });
  if (may('manageChannels'))
    entries.push(
      {
        label: t('sidebar.createChannel'),
        icon: Hash,
        run: () => navigation.openDialog({ kind: 'create-channel', category: null }),
      },
      {
        label: t('sidebar.createCategory'),
        icon: FolderPlus,
        run: () => navigation.openDialog({ kind: 'create-category' }),
      },
    );
  entries.push('separator', {
    label: t('sidebar.communitySettings'),
    icon: Settings2,
    run: () => navigation.openCommunitySettings('overview'),
  });
  if (sidebar.community.membership.kind === 'member')
    entries.push('separator', {
      label: t('people.leave'),
      icon: DoorOpen,
      tone: 'danger',
      reason: owns ? refusalWords(t, 'owner-protected') : null,
      run: () => people.ask(sidebar.community.id, { kind: 'leave' }),
    });
  return (
    <header className={styles.head}>
      <ButtonMenu
        trigger={
          <button
            type="button"
            className={styles.name}
            aria-label={t('community.menu', { name: sidebar.community.name })}
          >
            <span>{sidebar.community.name}</span>
            {sidebar.community.muted && <MutedMark />}
            <Icon of={ChevronDown} size={16} />
          </button>
        }
        header={
          <AttentionEntries
            subject={{ type: 'community', community: sidebar.community.id }}
            onSettings={() => navigation.openCommunitySettings('notifications')}
          />
        }
        entries={entries}
      />
      {may('createInvite') && (
        <IconButton
          icon={UserPlus}
          side="bottom"
          label={t('sidebar.invite')}
          onClick={() => navigation.openDialog({ kind: 'invite' })}
        />
      )}
    </header>
  );
};

const Foot = ({ sidebar }: { sidebar: SidebarView | null }) => {
  const { navigation, app } = useServices();
  const { t } = useTranslation();
  const profile = useStore(app.store, (state) => state.app?.profile ?? null);
  return (
    <footer className={styles.foot}>
      <CallBar />
      {sidebar && <ConnectionLine connection={sidebar.community.connection} />}
      {profile && (
        <div className={styles.me}>
          <Avatar
            name={profile.name}
            colour={profile.colour}
            size={30}
            presence={sidebar?.community.connection.status === 'offline' ? 'offline' : 'online'}
          />
          <span>{profile.name}</span>
          <QuietMark />
          <IconButton
            icon={Settings}
            label={t('common.settings')}
            keys={combo(modKey, ',')}
            onClick={() => navigation.openSettings('profile')}
          />
        </div>
      )}
    </footer>
  );
};

export const Sidebar = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const sidebar = useSidebar();
  const may = (name: Permission) =>
    sidebar ? sidebar.permissions.includes(name) || sidebar.permissions.includes('administrator') : false;
  return (
    <div className={styles.sidebar} data-part-list>
      {sidebar ? (
        <>
          <Head sidebar={sidebar} may={may} />
          <button
            type="button"
            className={styles.find}
            onClick={() => navigation.openDialog({ kind: 'switcher' })}
          >
            <Icon of={Search} size={15} />
            <span>{t('sidebar.find')}</span>
            <kbd>{combo(modKey, 'K')}</kbd>
          </button>
          {sidebar.community.membership.kind !== 'member' && (
            // A phone shows one part at a time: this one first.
            <div className={styles.outside}>
              {sidebar.firstLook ? (
                <FirstLookBar sidebar={sidebar} />
              ) : (
                <Outside community={sidebar.community} />
              )}
            </div>
          )}
          <MissedCalls />
          <ChannelList sidebar={sidebar} may={may} />
        </>
      ) : (
        <div className={styles.channels} />
      )}
      <Foot sidebar={sidebar} />
      <ResizeHandle />
    </div>
  );
};
