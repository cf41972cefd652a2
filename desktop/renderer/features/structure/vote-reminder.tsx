/** A quiet line for who may vote for the next owner, once votes count, until they have. */
import type { CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow } from '../../text/use-time.ts';
import styles from './structure.module.css';

export const VoteReminder = ({ community }: { community: CommunityId }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const now = useNow();
  const { value } = useQuery('communityOverview', { community }, ['governanceChanged']);
  const succession = value?.succession;
  if (!succession?.mayVote || succession.ownVote !== null || now < succession.opensAt) return null;
  return (
    <div className={styles.voteLine}>
      <span>{t('structure.voteReminder')}</span>
      <button
        type="button"
        className={styles.link}
        onClick={() => navigation.openCommunitySettings('overview')}
      >
        {t('structure.vote')}
      </button>
    </div>
  );
};
