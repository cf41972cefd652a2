/** By whom, about what, of which kind, when, and whether it counts. */
import {
  type AccountGroup,
  type AccountKind,
  type AuditNames,
  accountKinds,
  type CommunityId,
  isMemberId,
  type Named,
} from '@maru/sync-core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Select } from '../../components/field.tsx';
import { useQuery } from '../../stores/use-query.ts';
import { bareName, groupWords, kindWords } from '../../text/audit-words.ts';
import styles from './audit.module.css';
import { type FilterChoice, isReversed } from './filter.ts';
import { type ChoiceGroup, FilterCombo } from './filter-combo.tsx';

const nothing: AuditNames = { people: [], things: [] };
const groupNames = Object.keys(accountKinds).filter((key): key is AccountGroup =>
  Object.hasOwn(accountKinds, key),
);
const wholeGroup = 'group:';
const kindsIn = (group: AccountGroup): readonly AccountKind[] => accountKinds[group];

const useChoices = (community: CommunityId) => {
  const { t } = useTranslation();
  const names = useQuery('auditNames', { community }, ['governanceChanged']).value ?? nothing;
  return useMemo(() => {
    const people = (gone: boolean) =>
      names.people
        .filter((person) => person.gone === gone)
        .map(({ id, name }) => ({ key: id, label: name || t('audit.name.member') }));
    const things = (kind: Named['kind']) =>
      names.things
        .filter(({ named, gone }) => named.kind === kind && !gone)
        .map(({ named }) => ({ key: named.id, label: bareName(t, named) }));
    const gone = names.things
      .filter((thing) => thing.gone)
      .map(({ named }) => ({ key: named.id, label: bareName(t, named) }));
    const filled = (groups: readonly ChoiceGroup[]) => groups.filter(({ items }) => items.length > 0);
    const persons = [
      { value: t('audit.groupMembers'), items: people(false) },
      { value: t('audit.groupGone'), items: people(true) },
    ];
    return {
      persons: filled(persons),
      about: filled([
        ...persons,
        { value: t('audit.groupRoles'), items: things('role') },
        { value: t('audit.groupChannels'), items: things('channel') },
        { value: t('audit.groupCategories'), items: things('category') },
        { value: t('audit.groupRules'), items: things('rule') },
        { value: t('audit.groupThingsGone'), items: gone },
      ]),
      kinds: groupNames.map((group) => ({
        value: groupWords(t, group),
        items: [
          { key: `${wholeGroup}${group}`, label: t('audit.allOf', { group: groupWords(t, group) }) },
          ...accountKinds[group].map((kind) => ({ key: kind, label: kindWords(t, kind) })),
        ],
      })),
    };
  }, [names, t]);
};

const kindsOf = (key: string | null): readonly AccountKind[] => {
  for (const group of groupNames) {
    const kinds = kindsIn(group);
    if (key === `${wholeGroup}${group}`) return kinds;
    const one = kinds.find((kind) => kind === key);
    if (one !== undefined) return [one];
  }
  return [];
};

const keyOf = (kinds: readonly AccountKind[]): string | null => {
  const [first] = kinds;
  if (first === undefined) return null;
  if (kinds.length === 1) return first;
  const group = groupNames.find((name) => kindsIn(name).includes(first));
  return group === undefined ? null : `${wholeGroup}${group}`;
};

export const AuditFilters = ({
  community,
  choice,
  onChange,
}: {
  community: CommunityId;
  choice: FilterChoice;
  onChange: (change: Partial<FilterChoice>) => void;
}) => {
  const { t } = useTranslation();
  const { persons, about, kinds } = useChoices(community);
  const counts: readonly { value: FilterChoice['counts']; label: string }[] = [
    { value: 'all', label: t('audit.countsAll') },
    { value: 'yes', label: t('audit.countsYes') },
    { value: 'no', label: t('audit.countsNo') },
  ];
  return (
    <div className={styles.filters}>
      <FilterCombo
        label={t('audit.byLabel')}
        all={t('audit.byAll')}
        groups={persons}
        value={choice.by}
        onChange={(key) => onChange({ by: key !== null && isMemberId(key) ? key : null })}
      />
      <FilterCombo
        label={t('audit.aboutLabel')}
        all={t('audit.aboutAll')}
        groups={about}
        value={choice.target}
        onChange={(target) => onChange({ target })}
      />
      <FilterCombo
        label={t('audit.kindLabel')}
        all={t('audit.kindAll')}
        groups={kinds}
        value={keyOf(choice.kinds)}
        onChange={(key) => onChange({ kinds: kindsOf(key) })}
      />
      <Select
        label={t('audit.countsLabel')}
        value={choice.counts}
        options={counts}
        onChange={(value) => onChange({ counts: counts.find((one) => one.value === value)?.value ?? 'all' })}
      />
      <Field
        type="date"
        label={t('audit.fromLabel')}
        value={choice.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <Field
        type="date"
        label={t('audit.untilLabel')}
        value={choice.until}
        error={isReversed(choice) ? t('audit.untilBeforeFrom') : null}
        onChange={(event) => onChange({ until: event.target.value })}
      />
    </div>
  );
};
