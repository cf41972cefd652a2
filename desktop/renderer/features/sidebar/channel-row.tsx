/** A channel in the sidebar: kind, name, what waits in it. */
import type { ChannelView, CommunityId } from '@maru/sync-core';
import { MoreHorizontal, Pencil, PencilLine, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './sidebar.module.css';

export const ChannelRow = memo(function ChannelRow({
  community,
  channel,
  current,
  mayManage,
}: {
  community: CommunityId;
  channel: ChannelView;
  current: boolean;
  mayManage: boolean;
}) {
  const { navigation } = useServices();
  const { t } = useTranslation();
  return (
    <li className={styles.row} data-current={current || undefined} data-unread={channel.unread || undefined}>
      <button
        type="button"
        className={styles.channel}
        data-row
        aria-current={current ? 'page' : undefined}
        onClick={() => navigation.openChannel(community, channel.id)}
      >
        <Icon of={channelIcons[channel.kind]} size={17} />
        <span className={styles.channelName}>{channel.name}</span>
        {channel.hasDraft && !current && (
          <span className={styles.draft} role="img" aria-label={t('sidebar.draft')}>
            <Icon of={PencilLine} size={14} />
          </span>
        )}
        {channel.mentions > 0 ? (
          <span className={styles.badge}>
            <span aria-hidden="true">{channel.mentions > 99 ? '99+' : channel.mentions}</span>
            <span className="visually-hidden">{t('sidebar.mentions', { count: channel.mentions })}</span>
          </span>
        ) : (
          channel.unread && <span className={styles.dot} role="img" aria-label={t('sidebar.unread')} />
        )}
      </button>
      {mayManage && (
        <ButtonMenu
          trigger={
            <button
              type="button"
              className={styles.rowMenu}
              aria-label={t('sidebar.channelMenu', { name: channel.name })}
            >
              <Icon of={MoreHorizontal} size={16} />
            </button>
          }
          entries={[
            {
              label: t('channel.edit'),
              icon: Pencil,
              run: () => navigation.openDialog({ kind: 'edit-channel', channel }),
            },
            {
              label: t('channel.delete'),
              icon: Trash2,
              tone: 'danger',
              run: () => navigation.openDialog({ kind: 'delete-channel', channel }),
            },
          ]}
        />
      )}
    </li>
  );
});
