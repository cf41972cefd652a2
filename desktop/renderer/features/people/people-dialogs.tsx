/** The question that is asked about people. */
import { type CommunityId, unreachable } from '@maru/sync-core';
import type { PeopleDialog } from '../../stores/people-store.ts';
import { HideDialog, LiftBanDialog } from './ban-dialogs.tsx';
import { NicknameDialog } from './nickname-dialog.tsx';
import { BanDialog, DeclineDialog, KickDialog, LeaveDialog } from './removal-dialogs.tsx';
import { RevertDialog } from './revert-dialog.tsx';
import { RevertsDialog } from './reverts-dialog.tsx';
import { TimeOutDialog } from './time-out-dialog.tsx';

export const PeopleDialogs = ({
  community,
  asks,
  onClose,
}: {
  community: CommunityId;
  asks: PeopleDialog;
  onClose: () => void;
}) => {
  const shared = { community, onClose };
  switch (asks.kind) {
    case 'nickname':
      return <NicknameDialog {...shared} person={asks.person} />;
    case 'time-out':
      return <TimeOutDialog {...shared} person={asks.person} />;
    case 'kick':
      return <KickDialog {...shared} person={asks.person} />;
    case 'ban':
      return <BanDialog {...shared} person={asks.person} />;
    case 'decline':
      return <DeclineDialog {...shared} person={asks.person} request={asks.request} />;
    case 'lift-ban':
      return <LiftBanDialog {...shared} ban={asks.ban} />;
    case 'purge':
      return <HideDialog {...shared} ban={asks.ban} />;
    case 'revert':
      return <RevertDialog {...shared} people={asks.people} />;
    case 'reverts':
      return <RevertsDialog {...shared} />;
    case 'leave':
      return <LeaveDialog {...shared} />;
    default:
      return unreachable(asks);
  }
};
