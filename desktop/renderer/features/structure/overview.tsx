/** Settings of the community itself. Everyone may look; who may change what is said beforehand. */
import type { CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import { useQuery } from '../../stores/use-query.ts';
import { CommunityForm } from './community-form.tsx';
import { OwnerSection } from './owner-section.tsx';
import styles from './structure.module.css';
import { SuccessionSection } from './succession-section.tsx';

export const Overview = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const sidebar = useSidebar();
  const { value: overview } = useQuery('communityOverview', { community }, ['governanceChanged']);
  if (!overview || !sidebar) return null;
  return (
    <>
      {!overview.mayManage && <p className={styles.note}>{t('structure.readOnlyCommunity')}</p>}
      <CommunityForm key={community} community={community} sidebar={sidebar} overview={overview} />
      <OwnerSection community={community} overview={overview} />
      <SuccessionSection community={community} overview={overview} />
    </>
  );
};
