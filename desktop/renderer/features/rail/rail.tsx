/** The communities, one tile each. */
import type { CommunitySummary } from '@maru/sync-core';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { communityColour } from '../../components/community-colour.ts';
import { WithContextMenu } from '../../components/context-menu.tsx';
import { Icon } from '../../components/icons.tsx';
import { Tip } from '../../components/tip.tsx';
import { useCommunities, useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { AttentionEntries } from '../notifications/attention-entries.tsx';
import { CommunityFace, useCommunityPicture } from '../structure/community-icon.tsx';
import styles from './rail.module.css';

const Tile = ({ community, current }: { community: CommunitySummary; current: boolean }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const picture = useCommunityPicture(community.id, community.icon);
  const marks =
    community.mentions > 0
      ? `, ${t('sidebar.mentions', { count: community.mentions })}`
      : community.unread
        ? `, ${t('sidebar.unread')}`
        : '';
  const muted = community.muted ? `, ${t('notifications.muted')}` : '';
  const tile = (
    <li
      className={styles.item}
      data-current={current || undefined}
      data-unread={community.unread || undefined}
      data-muted={community.muted || undefined}
    />
  );
  const openSettings = () => {
    navigation.openCommunity(community.id);
    navigation.openCommunitySettings('notifications');
  };
  return (
    <WithContextMenu
      trigger={tile}
      header={
        <AttentionEntries
          subject={{ type: 'community', community: community.id }}
          onSettings={openSettings}
          alone
        />
      }
      entries={[]}
    >
      <Tip label={community.name} side="right">
        <button
          type="button"
          className={styles.tile}
          style={{ background: `var(--solid-${communityColour(community.id)})` }}
          aria-current={current ? 'page' : undefined}
          onClick={() => navigation.openCommunity(community.id)}
        >
          <CommunityFace name={community.name} url={picture} />
          <span className="visually-hidden">{community.name + marks + muted}</span>
        </button>
      </Tip>
      {community.mentions > 0 && (
        <span className={styles.badge} aria-hidden="true">
          {community.mentions > 99 ? '99+' : community.mentions}
        </span>
      )}
    </WithContextMenu>
  );
};

export const Rail = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const communities = useCommunities();
  const current = useNavigation((state) => state.community);
  return (
    <nav
      className={styles.rail}
      aria-label={t('community.rail')}
      data-part-list
      onKeyDown={arrowFocus('button')}
    >
      <ul className={styles.list}>
        {communities.map((community) => (
          <Tile key={community.id} community={community} current={community.id === current} />
        ))}
        <li className={styles.item}>
          <Tip label={t('community.add')} side="right">
            <button
              type="button"
              className={styles.add}
              aria-label={t('community.add')}
              onClick={() => navigation.openDialog({ kind: 'add-community', link: null })}
            >
              <Icon of={Plus} size={20} />
            </button>
          </Tip>
        </li>
      </ul>
    </nav>
  );
};
