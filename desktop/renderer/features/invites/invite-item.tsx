/** One invite in the list. What can't be done is said beforehand: whose link is elsewhere, who may change it. */
import { type CommunityId, type InviteRow, type InviteState, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { Ban, Ellipsis, Pause, Play, QrCode } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ButtonMenu, type MenuEntry } from '../../components/menu.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { InviteFacts } from '../invite/facts.tsx';
import { LinkView } from '../invite/link-view.tsx';
import { RoleChips } from '../invite/role-chips.tsx';
import styles from './invites.module.css';
import { RevokeDialog } from './revoke-dialog.tsx';

const stateWords = (t: TFunction, state: InviteState): string => {
  switch (state) {
    case 'open':
      return t('invites.state.open');
    case 'paused':
      return t('invites.state.paused');
    case 'expired':
      return t('invites.state.expired');
    case 'used-up':
      return t('invites.state.usedUp');
    case 'revoked':
      return t('invites.state.revoked');
    default:
      return unreachable(state);
  }
};

export const InviteItem = ({ community, invite }: { community: CommunityId; invite: InviteRow }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [open, setOpen] = useState<'link' | 'revoke' | null>(null);
  const { id, by, mine, state, link, mayChange, waiting } = invite;
  const live = state === 'open' || state === 'paused';
  const pause = async (paused: boolean) => {
    const answer = await bridge.command('pauseInvite', { community, invite: id, paused });
    if (answer.ok) toasts.show(paused ? t('invites.paused') : t('invites.resumed'));
    else toasts.show(errorWords(t, answer.error), { tone: 'problem' });
  };
  const entries: readonly MenuEntry[] = live
    ? [
        ...(link === null
          ? []
          : [{ label: t('invites.show'), icon: QrCode, run: () => setOpen('link') } as const]),
        ...(mayChange
          ? ([
              state === 'paused'
                ? { label: t('invites.resume'), icon: Play, run: () => void pause(false) }
                : { label: t('invites.pause'), icon: Pause, run: () => void pause(true) },
              'separator',
              { label: t('invites.revoke'), icon: Ban, tone: 'danger', run: () => setOpen('revoke') },
            ] as const)
          : []),
      ]
    : [];
  return (
    <li className={styles.item} data-ended={!live || undefined}>
      <Avatar name={by.name} colour={by.colour} size={36} muted={!live} />
      <div className={styles.body}>
        <p className={styles.who}>
          <strong>{mine ? t('invites.byMe') : t('invites.by', { name: by.name })}</strong>
          <span className={styles.state} data-state={state}>
            {stateWords(t, state)}
          </span>
        </p>
        <InviteFacts {...invite} />
        {waiting > 0 && <p className={styles.waiting}>{t('invites.waiting', { count: waiting })}</p>}
        <RoleChips roles={invite.roles} />
        {live && link === null && (
          <p className={styles.elsewhere}>{mine ? t('invites.elsewhereMine') : t('invites.elsewhere')}</p>
        )}
      </div>
      {entries.length > 0 && (
        <ButtonMenu
          align="end"
          trigger={<IconButton icon={Ellipsis} label={t('invites.actions')} tip={false} />}
          entries={entries}
        />
      )}
      {open === 'link' && link !== null && (
        <Dialog title={t('invites.linkLabel')} width={560} onClose={() => setOpen(null)}>
          <LinkView invite={{ ...invite, link }} error={null} />
        </Dialog>
      )}
      {open === 'revoke' && (
        <RevokeDialog community={community} invite={invite} onClose={() => setOpen(null)} />
      )}
    </li>
  );
};
