/** The moderators' queue: what people reported and rules flagged, and what became of it. */
import type { CommunityId } from '@maru/sync-core';
import { Flag, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useQuery } from '../../stores/use-query.ts';
import styles from './moderation.module.css';
import { CaseRow } from './report-case.tsx';

export const Reports = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const { value } = useQuery('reports', { community }, [
    'governanceChanged',
    'timelineChanged',
    'timelineAppended',
  ]);
  const [list, setList] = useState<'open' | 'closed'>('open');
  if (!value) return null;
  const { open, resolved, unreadable, resolve } = value;
  const cases = list === 'open' ? open : resolved;
  return (
    <section className={styles.queue}>
      <Segments
        label={t('moderation.open')}
        hideLabel
        value={list}
        options={[
          {
            value: 'open',
            label: open.length > 0 ? `${t('moderation.open')} ${open.length}` : t('moderation.open'),
          },
          { value: 'closed', label: t('moderation.closedTitle') },
        ]}
        onChange={setList}
      />
      <p className="visually-hidden" role="status">
        {t('moderation.openCount', { count: open.length })}
      </p>
      {list === 'open' && unreadable > 0 && (
        <p className={styles.hint}>{t('moderation.unreadable', { count: unreadable })}</p>
      )}
      {cases.length === 0 ? (
        list === 'open' ? (
          <EmptyState art={<Icon of={Flag} size={26} />} title={t('moderation.nothingOpen')}>
            {t('moderation.nothingOpenHint')}
          </EmptyState>
        ) : (
          <EmptyState art={<Icon of={ListChecks} size={26} />} title={t('moderation.nothingClosed')}>
            {t('moderation.nothingClosedHint')}
          </EmptyState>
        )
      ) : (
        <ul className={styles.cases}>
          {cases.map((one) => (
            <CaseRow key={one.message} community={community} one={one} verdict={resolve} />
          ))}
        </ul>
      )}
    </section>
  );
};
