/** The record with its filters, and the one entry that something else pointed at. */
import type { AuditEntryView, AuditPage, CommunityId, OpId } from '@maru/sync-core';
import { ListFilter, ScrollText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useSidebar } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { actorName } from '../../text/audit-words.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './audit.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { AuditRow } from './audit-row.tsx';
import { ExportMenu } from './export-menu.tsx';
import { countFilters, type FilterChoice, noFilter, toFilter } from './filter.ts';
import { useAudit } from './use-audit.ts';

/** On a phone the filters would push the record off the screen. */
const wide = '(min-width: 640px)';

/** What isn't an act of its own and yet somebody's doing: split logs, and words that count for nobody. */
const Warnings = ({ forks, rejected }: Pick<AuditPage, 'forks' | 'rejected'>) => {
  const { t } = useTranslation();
  const told = [
    ...forks.map(({ author, channel }) => {
      const name = actorName(t, author);
      return channel === null ? t('audit.forked', { name }) : t('audit.forkedIn', { name, channel });
    }),
    ...rejected.map(({ author, channel, what, count }) => {
      const words = { name: actorName(t, author), channel, count };
      return what === 'words' ? t('audit.rejectedWords', words) : t('audit.rejectedOthers', words);
    }),
  ];
  if (told.length === 0) return null;
  return (
    <ul className={styles.forks} aria-label={t('audit.warnings')}>
      {[...new Set(told)].map((words) => (
        <li key={words}>
          <Icon of={TriangleAlert} size={16} />
          {words}
        </li>
      ))}
    </ul>
  );
};

const Pointed = ({
  community,
  op,
  toMoment,
}: {
  community: CommunityId;
  op: OpId;
  toMoment: (at: number) => void;
}) => {
  const { auditFocus } = useServices();
  const { t } = useTranslation();
  const { value, error } = useQuery('auditReason', { community, op }, ['governanceChanged']);
  return (
    <section className={styles.pointed} aria-label={t('audit.pointed')}>
      {error !== null && <p role="alert">{errorWords(t, error)}</p>}
      {value !== null && (
        <AuditRow
          community={community}
          entry={value.entry}
          place={{ index: 0, total: 1 }}
          open
          onToggle={auditFocus.clear}
          actions={{ onlyBy: auditFocus.clear, onlyAbout: auditFocus.clear, toMoment }}
        />
      )}
      <Button onClick={auditFocus.clear}>{t('audit.all')}</Button>
    </section>
  );
};

const Found = ({
  entries,
  filtered,
  onClear,
}: {
  entries: readonly AuditEntryView[];
  filtered: boolean;
  onClear: () => void;
}) => {
  const { t } = useTranslation();
  if (entries.length > 0) return null;
  return filtered ? (
    <EmptyState
      art={<Icon of={ScrollText} size={36} />}
      title={t('audit.none')}
      action={<Button onClick={onClear}>{t('audit.clear')}</Button>}
    >
      {t('audit.noneHint')}
    </EmptyState>
  ) : (
    <EmptyState art={<Icon of={ScrollText} size={36} />} title={t('audit.empty')}>
      {t('audit.emptyHint')}
    </EmptyState>
  );
};

export const AuditActs = ({
  community,
  toMoment,
}: {
  community: CommunityId;
  toMoment: (at: number) => void;
}) => {
  const { auditFocus } = useServices();
  const { t } = useTranslation();
  const name = useSidebar()?.community.name ?? '';
  const pointed = useStore(auditFocus.store, ({ op }) => op);
  const [choice, setChoice] = useState<FilterChoice>(noFilter);
  const [shown, setShown] = useState(() => window.matchMedia(wide).matches);
  const filter = toFilter(choice);
  const { read, error, more } = useAudit(community, filter);
  const active = countFilters(choice);
  const narrow = (change: Partial<FilterChoice>) => setChoice((before) => ({ ...before, ...change }));
  if (pointed !== null) return <Pointed community={community} op={pointed} toMoment={toMoment} />;
  return (
    <>
      <div className={styles.bar}>
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Icon of={ListFilter} size={16} />
          {active === 0 ? t('audit.filters') : t('audit.filtersOn', { count: active })}
        </Button>
        {active > 0 && (
          <Button tone="quiet" onClick={() => setChoice(noFilter)}>
            {t('audit.clear')}
          </Button>
        )}
        <p className={styles.count} role="status">
          {read !== null && t('audit.count', { count: read.total })}
        </p>
        <ExportMenu community={community} name={name} filter={filter} disabled={!read || read.total === 0} />
      </div>
      {shown && <AuditFilters community={community} choice={choice} onChange={narrow} />}
      {error !== null && (
        <p className={styles.problem} role="alert">
          {`${t('audit.loadFails')} ${errorWords(t, error)}`}
        </p>
      )}
      {read !== null && (
        <>
          {active === 0 && <Warnings forks={read.forks} rejected={read.rejected} />}
          <Found entries={read.entries} filtered={active > 0} onClear={() => setChoice(noFilter)} />
          <AuditList
            community={community}
            entries={read.entries}
            total={read.total}
            actions={{
              onlyBy: (by) => narrow({ by }),
              onlyAbout: ({ id }) => narrow({ target: id }),
              toMoment,
            }}
            onMore={() => void more()}
          />
        </>
      )}
    </>
  );
};
