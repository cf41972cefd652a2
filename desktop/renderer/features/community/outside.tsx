/** A community that one is not in: why, what helps, and the ways out. */
import { type CommunitySummary, type JoinRefusal, type StorageError, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { DoorClosed, FileWarning, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { Logo } from '../../components/logo.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { isRequest, OwnRequest } from '../invites/own-request.tsx';
import styles from './forms.module.css';

type Membership = CommunitySummary['membership'];

const unopenedWords = (t: TFunction, error: StorageError): string => {
  if (error.kind === 'busy') return t('community.unopenedBusy');
  return error.kind === 'newer-schema' ? t('community.unopenedNewer') : t('community.unopened');
};

/** Why nothing has come yet. */
const pendingWords = (t: TFunction, { status, problem }: CommunitySummary['connection']): string => {
  if (status === 'online' || status === 'catching-up') return t('community.pending');
  switch (problem) {
    case null:
      return t('community.pending');
    case 'quota':
      return t('invites.slow');
    case 'proof':
    case 'refused':
      return t('invites.closedToUs');
    case 'unreachable':
    case 'version':
      return t('invites.offline');
    default:
      return unreachable(problem);
  }
};

const refusalWords = (t: TFunction, reason: JoinRefusal): readonly [title: string, text: string] => {
  switch (reason) {
    case 'revoked':
      return [t('community.revokedTitle'), t('community.revoked')];
    case 'paused':
      return [t('invites.pausedTitle'), t('invites.pausedText')];
    case 'expired':
      return [t('community.expiredTitle'), t('community.expired')];
    case 'used-up':
      return [t('community.usedUpTitle'), t('community.usedUp')];
    case 'unknown':
      return [t('community.unknownTitle'), t('community.unknown')];
    default:
      return unreachable(reason);
  }
};

/** By whom and why, as far as it is known; who left is told nothing they don't know. */
const removedWords = (
  t: TFunction,
  { banned, by, reason }: Extract<Membership, { readonly kind: 'removed' }>,
): readonly [title: string, text: string] => {
  if (by === null) return [t('people.leftTitle'), t('people.left')];
  const lines = [
    banned ? t('people.bannedBy', { by }) : t('people.removedBy', { by }),
    ...(reason === '' ? [] : [t('people.why', { reason })]),
    banned ? t('community.banned') : t('community.removed'),
  ];
  return [banned ? t('community.bannedTitle') : t('community.removedTitle'), lines.join('\n')];
};

const wordsOf = (
  t: TFunction,
  { membership, connection }: CommunitySummary,
): readonly [title: string, text: string] => {
  switch (membership.kind) {
    case 'member':
    case 'pending':
    case 'waiting':
    case 'declined':
    case 'withdrawn':
      return [t('community.pendingTitle'), pendingWords(t, connection)];
    case 'removed':
      return removedWords(t, membership);
    case 'device-removed':
      return [t('refusal.what.deviceRemoved'), t('refusal.help.deviceRemoved')];
    case 'unopened':
      return [t('community.unopenedTitle'), unopenedWords(t, membership.error)];
    case 'refused':
      return refusalWords(t, membership.reason);
    default:
      return unreachable(membership);
  }
};

const art = (membership: Membership) => {
  if (membership.kind === 'refused') return <Icon of={Link2Off} size={26} />;
  if (membership.kind === 'unopened') return <Icon of={FileWarning} size={26} />;
  return membership.kind === 'removed' ? <Icon of={DoorClosed} size={26} /> : <Logo size={44} />;
};

export const Outside = ({ community }: { community: CommunitySummary }) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const { id, membership } = community;
  const takesLink = membership.kind === 'refused' || (membership.kind === 'removed' && !membership.banned);
  const [title, text] = wordsOf(t, community);
  const remove = async () => {
    const removed = await bridge.command('removeCommunity', { community: id });
    if (!removed.ok) setError(errorWords(t, removed.error));
  };
  if (isRequest(membership)) return <OwnRequest community={community} request={membership} />;
  return (
    <EmptyState
      art={art(membership)}
      title={title}
      action={
        <div className={styles.choices}>
          {takesLink && (
            <Button tone="accent" onClick={() => navigation.openDialog({ kind: 'add-community', link: '' })}>
              {t('community.otherLink')}
            </Button>
          )}
          <Button onClick={() => void remove()}>{t('community.remove')}</Button>
        </div>
      }
    >
      <span role="status" className={styles.lines}>
        {error ?? text}
      </span>
    </EmptyState>
  );
};
