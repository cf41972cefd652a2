/** For how long somebody may only read, and why. */
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../components/field.tsx';
import type { Named } from '../../stores/people-store.ts';
import { AskDialog } from './ask-dialog.tsx';
import { usePeopleActs } from './use-people-acts.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

export const TimeOutDialog = ({
  community,
  person,
  onClose,
}: {
  community: CommunityId;
  person: Named;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const acts = usePeopleActs(community);
  const lengths = [
    { ms: minute, label: t('people.minute1') },
    { ms: 5 * minute, label: t('people.minutes5') },
    { ms: 10 * minute, label: t('people.minutes10') },
    { ms: 60 * minute, label: t('people.hour1') },
    { ms: day, label: t('people.hours24') },
    { ms: 7 * day, label: t('people.days7') },
    { ms: 28 * day, label: t('people.days28') },
  ];
  const [forMs, setForMs] = useState(10 * minute);
  return (
    <AskDialog
      title={t('people.timeOutTitle', { name: person.name })}
      description={t('people.timeOutBody')}
      go={t('people.timeOut')}
      submit={(reason) => acts.timeOut(person, forMs, reason)}
      onClose={onClose}
    >
      <Select
        label={t('people.timeOutLabel')}
        value={String(forMs)}
        options={lengths.map(({ ms, label }) => ({ value: String(ms), label }))}
        onChange={(value) => setForMs(Number(value))}
      />
    </AskDialog>
  );
};
