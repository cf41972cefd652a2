/** What was done to a community and why it counts; and the community as it was at a moment. */
import { Tabs } from '@base-ui/react/tabs';
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './audit.module.css';
import { AuditActs } from './audit-acts.tsx';
import { Past } from './past.tsx';

export const AuditLog = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'log' | 'past'>('log');
  const [moment, setMoment] = useState<number | null>(null);
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => setTab(value === 'past' ? 'past' : 'log')}
      className={styles.audit}
    >
      <Tabs.List className={styles.tabs} activateOnFocus>
        <Tabs.Tab value="log">{t('audit.tabLog')}</Tabs.Tab>
        <Tabs.Tab value="past">{t('audit.tabPast')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="log" className={styles.panel}>
        <AuditActs
          community={community}
          toMoment={(at) => {
            setMoment(at);
            setTab('past');
          }}
        />
      </Tabs.Panel>
      <Tabs.Panel value="past" className={styles.panel}>
        <Past community={community} at={moment} onMove={setMoment} />
      </Tabs.Panel>
    </Tabs.Root>
  );
};
