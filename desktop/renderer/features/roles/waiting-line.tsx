/** Says that messages of this channel are here and wait for their key. Gone by itself when it came. */
import type { ChannelId, CommunityId } from '@maru/sync-core';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { useQuery } from '../../stores/use-query.ts';
import styles from './roles.module.css';

export const WaitingLine = ({ community, channel }: { community: CommunityId; channel: ChannelId }) => {
  const { t } = useTranslation();
  const { value } = useQuery('waitingForKey', { community, channel }, [
    'sidebarChanged',
    'timelineChanged',
    'governanceChanged',
  ]);
  const count = value?.count ?? 0;
  return (
    <div role="status">
      {count > 0 && (
        <p className={styles.waiting}>
          <Icon of={KeyRound} size={14} />
          {t('roles.waiting', { count })}
        </p>
      )}
    </div>
  );
};
