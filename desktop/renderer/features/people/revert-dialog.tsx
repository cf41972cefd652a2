/** Raid undo: whose acts, since when, and what that takes, counted before it is done. */
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Select } from '../../components/field.tsx';
import { useMembers } from '../../stores/hooks.ts';
import type { Named } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { refusalWords } from '../../text/refusals.ts';
import { AskDialog } from './ask-dialog.tsx';
import styles from './people.module.css';
import { usePeopleActs } from './use-people-acts.ts';

const hour = 60 * 60_000;
const namesShown = 6;

const Preview = ({
  community,
  people,
  since,
}: {
  community: CommunityId;
  people: readonly Named[];
  since: number;
}) => {
  const { t } = useTranslation();
  const members = people.map(({ member }) => member);
  const { value } = useQuery('revertPreview', { community, members, since }, ['governanceChanged']);
  if (!value) return <p className={styles.preview}>&nbsp;</p>;
  const { acts, messages, refusal } = value;
  const parts = [
    ...(messages > 0 ? [t('people.previewMessages', { count: messages })] : []),
    ...(acts > 0 ? [t('people.previewActs', { count: acts })] : []),
  ];
  return (
    <p className={styles.preview} data-refused={refusal !== null || undefined} role="status">
      {refusal !== null
        ? refusalWords(t, refusal)
        : parts.length > 0
          ? parts.join(' · ')
          : t('people.previewNothing')}
    </p>
  );
};

const Who = ({ people }: { people: readonly Named[] }) => {
  const { t } = useTranslation();
  const colours = new Map(useMembers()?.members.map(({ member, colour }) => [member, colour]));
  const shown = people.slice(0, namesShown);
  const names = shown.map(({ name }) => name).join(', ');
  const rest = people.length - shown.length;
  return (
    <div className={styles.whom}>
      <span className={styles.faces} aria-hidden="true">
        {shown.map(({ member, name }) => (
          <Avatar key={member} name={name} colour={colours.get(member) ?? 'clay'} size={28} />
        ))}
      </span>
      <p>{rest > 0 ? t('people.revertAnd', { names, count: rest }) : names}</p>
    </div>
  );
};

export const RevertDialog = ({
  community,
  people,
  onClose,
}: {
  community: CommunityId;
  people: readonly Named[];
  onClose: () => void;
}) => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const acts = usePeopleActs(community);
  const [openedAt] = useState(() => environment.now());
  const [since, setSince] = useState(openedAt - 24 * hour);
  const [first] = people;
  const choices = [
    { at: openedAt - hour, label: t('people.sinceHour') },
    { at: openedAt - 6 * hour, label: t('people.since6') },
    { at: openedAt - 24 * hour, label: t('people.sinceDay') },
    { at: openedAt - 168 * hour, label: t('people.since7') },
    { at: 0, label: t('people.sinceAlways') },
  ];
  return (
    <AskDialog
      title={
        people.length === 1 && first
          ? t('people.revertOf', { name: first.name })
          : t('people.revertTitle', { count: people.length })
      }
      description={t('people.revertBody')}
      go={t('people.revertGo')}
      tone="danger"
      submit={(reason) => acts.revert(people, since, reason)}
      onClose={onClose}
    >
      {people.length > 1 && <Who people={people} />}
      <div className={styles.since}>
        <Select
          label={t('people.revertSince')}
          value={String(since)}
          options={choices.map(({ at, label }) => ({ value: String(at), label }))}
          onChange={(value) => setSince(Number(value))}
        />
        <Preview community={community} people={people} since={since} />
      </div>
    </AskDialog>
  );
};
