/** Why somebody may do something, here or everywhere, now or at a moment: the answer, and what decided it. */
import type { CommunityId, MemberId, Permission } from '@maru/sync-core';
import { isPermission, permissionNames } from '@maru/sync-core';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryInputs } from '../../../contract/index.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field, Select } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useMembers, useSidebar } from '../../stores/hooks.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { permissionName } from '../../text/refusals.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { stepWords } from './explain-words.ts';
import styles from './roles.module.css';

type Place = NonNullable<QueryInputs['explain']['place']>;

const Answer = ({ input, name }: { input: QueryInputs['explain']; name: string }) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const { value, error } = useQuery('explain', input, ['governanceChanged']);
  if (error) return <p role="alert">{errorWords(t, error)}</p>;
  if (value === null) return null;
  return (
    <section className={styles.answer} aria-live="polite">
      <p className={styles.verdict} data-held={value.held || undefined}>
        <Icon of={value.held ? Check : X} size={18} />
        {value.held ? t('roles.why.yes', { name }) : t('roles.why.no', { name })}
      </p>
      <h3 className={styles.group}>{t('roles.why.steps')}</h3>
      <ol className={styles.steps}>
        {value.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place in the row.
          <li key={index} data-effect={step.effect}>
            <Icon of={step.effect === 'allow' ? Check : X} size={15} />
            {stepWords(t, step, time.exact)}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** A local date and time as the browser's field has it; null for none or an unfinished one. */
const toMoment = (value: string): number | null => {
  const ms = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
};

export const ExplainDialog = ({
  community,
  place: start,
  onClose,
}: {
  community: CommunityId;
  place: Place | null;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const members = useMembers()?.members ?? [];
  const sidebar = useSidebar();
  const [chosen, setChosen] = useState<MemberId | null>(null);
  const [permission, setPermission] = useState<Permission>('sendMessages');
  const [place, setPlace] = useState(start);
  const [when, setWhen] = useState('');
  const member = members.find((one) => one.member === chosen) ?? members.find(({ me }) => me);
  const places = [
    ...(sidebar?.categories ?? []).map(({ id, name }) => ({ value: id as string, label: name })),
    ...(sidebar?.channels ?? []).map(({ id, name }) => ({ value: id as string, label: `#${name}` })),
  ];
  const toPlace = (id: string): Place | null => {
    const channel = sidebar?.channels.find((one) => one.id === id)?.id;
    if (channel) return { channel };
    const category = sidebar?.categories.find((one) => one.id === id)?.id;
    return category ? { category } : null;
  };
  const placeId = place === null ? '' : 'channel' in place ? place.channel : place.category;
  return (
    <Dialog title={t('roles.why.title')} description={t('roles.why.hint')} width={520} onClose={onClose}>
      <div className={styles.why}>
        <Select
          label={t('roles.why.member')}
          value={member?.member ?? ''}
          options={members.map((one) => ({ value: one.member, label: one.name }))}
          onChange={(id) => setChosen(members.find((one) => one.member === id)?.member ?? null)}
        />
        <Select
          label={t('roles.why.permission')}
          value={permission}
          options={permissionNames.map((one) => ({ value: one, label: permissionName(t, one) }))}
          onChange={(name) => isPermission(name) && setPermission(name)}
        />
        <Select
          label={t('roles.why.place')}
          value={placeId}
          options={[{ value: '', label: t('roles.why.anywhere') }, ...places]}
          onChange={(id) => setPlace(toPlace(id))}
        />
        <Field
          type="datetime-local"
          label={t('roles.why.at')}
          value={when}
          onChange={(event) => setWhen(event.target.value)}
        />
      </div>
      {member && (
        <Answer
          input={{ community, member: member.member, permission, place, at: toMoment(when) }}
          name={member.name}
        />
      )}
    </Dialog>
  );
};
