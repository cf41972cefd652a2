/** What is done with somebody banned: the ban lifted, what they wrote hidden. */
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purgeWindowsMs } from '../../../contract/index.ts';
import type { Named } from '../../stores/people-store.ts';
import { AskDialog } from './ask-dialog.tsx';
import { PurgeSelect, type PurgeWindow } from './purge-select.tsx';
import { usePeopleActs } from './use-people-acts.ts';

type About = { readonly community: CommunityId; readonly ban: Named; readonly onClose: () => void };

export const LiftBanDialog = ({ community, ban: { member, name }, onClose }: About) => {
  const { t } = useTranslation();
  const { run, tell } = usePeopleActs(community);
  return (
    <AskDialog
      title={t('people.liftTitle', { name })}
      description={t('people.liftBody')}
      go={t('people.lift')}
      submit={async (reason) => {
        const done = await run('liftBan', { community, member, reason });
        if (done.ok) tell(t('people.banLifted', { name }));
        return done;
      }}
      onClose={onClose}
    />
  );
};

export const HideDialog = ({ community, ban: { member, name }, onClose }: About) => {
  const { t } = useTranslation();
  const { run, tell } = usePeopleActs(community);
  const [purgeMs, setPurgeMs] = useState<PurgeWindow>(purgeWindowsMs[2]);
  return (
    <AskDialog
      title={t('people.hideTitle', { name })}
      description={t('people.hideBody')}
      go={t('people.hideGo')}
      tone="danger"
      asksWhy={false}
      submit={async () => {
        const done = await run('purgeMessages', { community, member, purgeMs });
        if (done.ok) tell(t('people.hidden', { name }));
        return done;
      }}
      onClose={onClose}
    >
      <PurgeSelect
        label={t('people.hideLabel')}
        value={purgeMs}
        onChange={(chosen) => chosen && setPurgeMs(chosen)}
      />
    </AskDialog>
  );
};
