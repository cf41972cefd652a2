/** Putting somebody out, turning a request down, leaving oneself: each says what will be lost. */
import type { CommunityId, OpId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import type { Named } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { AskDialog } from './ask-dialog.tsx';
import { PurgeSelect, type PurgeWindow } from './purge-select.tsx';
import { usePeopleActs } from './use-people-acts.ts';

type Asked = { readonly community: CommunityId; readonly onClose: () => void };
type About = Asked & { readonly person: Named };

export const KickDialog = ({ community, person: { member, name }, onClose }: About) => {
  const { t } = useTranslation();
  const { run, tell } = usePeopleActs(community);
  return (
    <AskDialog
      title={t('people.kickTitle', { name })}
      description={t('people.kickBody')}
      go={t('people.kick')}
      tone="danger"
      submit={async (reason) => {
        const done = await run('kickMember', { community, member, reason });
        if (done.ok) tell(t('people.kicked', { name }));
        return done;
      }}
      onClose={onClose}
    />
  );
};

export const BanDialog = ({ community, person: { member, name }, onClose }: About) => {
  const { t } = useTranslation();
  const { run, tell } = usePeopleActs(community);
  const [purgeMs, setPurgeMs] = useState<PurgeWindow | null>(null);
  return (
    <AskDialog
      title={t('people.banTitle', { name })}
      description={t('people.banBody')}
      go={t('people.ban')}
      tone="danger"
      submit={async (reason) => {
        const done = await run('banMember', { community, member, reason, purgeMs });
        if (done.ok) tell(t('people.bannedNow', { name }));
        return done;
      }}
      onClose={onClose}
    >
      <PurgeSelect label={t('people.purgeLabel')} value={purgeMs} none onChange={setPurgeMs} />
    </AskDialog>
  );
};

export const DeclineDialog = ({
  community,
  person: { member, name },
  request,
  onClose,
}: About & { request: OpId }) => {
  const { t } = useTranslation();
  const { run, tell } = usePeopleActs(community);
  return (
    <AskDialog
      title={t('people.declineTitle', { name })}
      description={t('people.declineBody')}
      go={t('people.decline')}
      tone="danger"
      submit={async (reason) => {
        const done = await run('answerRequest', { community, member, request, approved: false, reason });
        if (done.ok) tell(t('people.declined', { name }));
        return done;
      }}
      onClose={onClose}
    />
  );
};

export const LeaveDialog = ({ community, onClose }: Asked) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const { run } = usePeopleActs(community);
  const name = useSidebar()?.community.name ?? '';
  return (
    <AskDialog
      title={t('people.leaveTitle', { name })}
      description={t('people.leaveBody')}
      go={t('people.leaveGo')}
      tone="danger"
      asksWhy={false}
      submit={async () => {
        const done = await run('leaveCommunity', { community });
        if (done.ok) navigation.openCommunity(community);
        return done;
      }}
      onClose={onClose}
    />
  );
};
