/** What somebody is called in this community. */
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nicknameChars } from '../../../contract/index.ts';
import { Field } from '../../components/field.tsx';
import type { Named } from '../../stores/people-store.ts';
import { AskDialog } from './ask-dialog.tsx';
import { usePeopleActs } from './use-people-acts.ts';

export const NicknameDialog = ({
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
  const [name, setName] = useState(person.name);
  const wanted = name.trim();
  return (
    <AskDialog
      title={t('people.nicknameTitle', { name: person.name })}
      go={t('common.save')}
      ready={wanted !== '' && wanted !== person.name}
      asksWhy={false}
      submit={() => acts.rename(person, wanted)}
      onClose={onClose}
    >
      <Field
        label={t('people.nicknameLabel')}
        hint={t('people.nicknameHint')}
        value={name}
        maxLength={nicknameChars}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
    </AskDialog>
  );
};
