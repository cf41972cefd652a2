/** The community's invites: those that work, those that ended, and what one may do with each. */
import type { CommunityId, InviteRow } from '@maru/sync-core';
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { InviteItem } from './invite-item.tsx';
import styles from './invites.module.css';

const endedAtFirst = 10;

const isLive = ({ state }: InviteRow): boolean => state === 'open' || state === 'paused';

export const Invites = ({ community }: { community: CommunityId }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const { value: view, error } = useQuery('invites', { community }, ['governanceChanged']);
  const [endedShown, setEndedShown] = useState(endedAtFirst);
  if (error) return <p role="alert">{errorWords(t, error)}</p>;
  if (!view) return null;
  const live = view.invites.filter(isLive);
  const ended = view.invites.filter((invite) => !isLive(invite));
  const create = (
    <Button
      tone="accent"
      disabled={view.refusal !== null}
      aria-describedby={view.refusal === null ? undefined : 'no-invites'}
      onClick={() => navigation.openDialog({ kind: 'invite' })}
    >
      {t('invites.create')}
    </Button>
  );
  const refusal = view.refusal !== null && (
    <p id="no-invites" className={settings.hint}>
      {refusalWords(t, view.refusal)}
    </p>
  );
  if (view.invites.length === 0)
    return (
      <EmptyState
        art={<Icon of={Link2} size={26} />}
        title={view.all ? t('invites.empty') : t('invites.emptyOwn')}
        action={create}
      >
        {view.refusal === null ? t('invites.emptyHint') : refusalWords(t, view.refusal)}
      </EmptyState>
    );
  return (
    <div className={settings.form}>
      <div className={styles.top}>
        <p className={settings.hint}>{view.all ? t('invites.introAll') : t('invites.intro')}</p>
        {create}
      </div>
      {refusal}
      {live.length > 0 && (
        <ul className={styles.list} aria-label={t('invites.list')}>
          {live.map((invite) => (
            <InviteItem key={invite.id} community={community} invite={invite} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <>
          <h2 className={settings.sub}>{t('invites.ended')}</h2>
          <ul className={styles.list} aria-label={t('invites.ended')}>
            {ended.slice(0, endedShown).map((invite) => (
              <InviteItem key={invite.id} community={community} invite={invite} />
            ))}
          </ul>
          {ended.length > endedShown && (
            <Button tone="quiet" onClick={() => setEndedShown(endedShown + 50)}>
              {t('invites.more')}
            </Button>
          )}
        </>
      )}
    </div>
  );
};
