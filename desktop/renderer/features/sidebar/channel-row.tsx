/** A channel in the sidebar: kind, name, what waits in it, its menu. */
import type { CategoryView, ChannelId, ChannelView, CommunityId } from '@maru/sync-core';
import { DoorClosed, Lock, MoreHorizontal, PencilLine, Unlink2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { WithContextMenu } from '../../components/context-menu.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { Tip } from '../../components/tip.tsx';
import type { Direction } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { useVoiceChannel } from '../calls/people/use-voice-channel.ts';
import { AttentionEntries } from '../notifications/attention-entries.tsx';
import { MutedMark } from '../notifications/muted-mark.tsx';
import { useChannelMenu } from '../structure/place-menu.ts';
import styles from './sidebar.module.css';
import { rowId } from './use-moves.ts';

export const ChannelRow = memo(function ChannelRow({
  community,
  channel,
  category,
  current,
  dragged,
  onStep,
}: {
  community: CommunityId;
  channel: ChannelView;
  /** The one it is in. */
  category: CategoryView | null;
  current: boolean;
  dragged: boolean;
  onStep: (channel: ChannelId, direction: Direction) => void;
}) {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const voice = useVoiceChannel(community, channel);
  const manage = useChannelMenu(community, channel, category, (step) => onStep(channel.id, step));
  const entries = [...voice.entries, ...manage];
  const mayMove = channel.mayManage && !channel.archived;
  const attention = (
    <AttentionEntries
      subject={{ type: 'channel', community, channel: channel.id }}
      onSettings={() =>
        navigation.openPlaceSettings({ kind: 'channel', channel: channel.id }, 'notifications')
      }
    />
  );
  const row = (
    <li
      className={styles.row}
      data-current={current || undefined}
      data-unread={channel.unread || undefined}
      data-channel={channel.id}
      data-drag={mayMove || undefined}
      data-dragged={dragged || undefined}
      data-muted={channel.muted || undefined}
      data-voice={channel.voice ? (voice.isIn ? 'in' : 'out') : undefined}
    />
  );
  const button = (
    <button
      id={rowId(channel.id)}
      type="button"
      className={styles.channel}
      data-row
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={mayMove ? 'Control+Shift+ArrowUp Control+Shift+ArrowDown' : undefined}
      onClick={voice.press}
    >
      <Icon of={channelIcons[channel.kind]} size={17} />
      <span className={styles.channelName}>{channel.name}</span>
      {voice.refusal !== null && (
        <span className={styles.mark} role="img" aria-label={voice.refusal}>
          <Icon of={DoorClosed} size={14} />
        </span>
      )}
      {channel.private && (
        <span className={styles.mark} role="img" aria-label={t('roles.private.mark')}>
          <Icon of={Lock} size={13} />
        </span>
      )}
      {channel.outOfStep && channel.mayManage && (
        <span className={styles.mark} role="img" aria-label={t('structure.outOfStep')}>
          <Icon of={Unlink2} size={14} />
        </span>
      )}
      {channel.muted && <MutedMark />}
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
  );
  return (
    <WithContextMenu trigger={row} header={attention} entries={entries}>
      {voice.refusal === null ? (
        button
      ) : (
        <Tip label={voice.refusal} side="right">
          {button}
        </Tip>
      )}
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
        header={attention}
        entries={entries}
      />
    </WithContextMenu>
  );
});
