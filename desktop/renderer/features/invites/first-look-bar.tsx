/** Over a channel of a community that one isn't in yet: since when this is true, and how far one's coming in is. */
import type { SidebarView } from '@maru/sync-core';
import { Hourglass, Telescope } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './invites.module.css';

export const FirstLookBar = ({ sidebar }: { sidebar: SidebarView }) => {
  const { bridge } = useServices();
  const { t, i18n } = useTranslation();
  const times = useTimeWords(useNow());
  const [error, setError] = useState<string | null>(null);
  const { firstLook } = sidebar;
  const { id: community, membership } = sidebar.community;
  if (firstLook === null) return null;
  const waits = membership.kind === 'waiting';
  const time = times.relative(firstLook.at);
  const withdraw = async () => {
    const answer = await bridge.command('withdrawRequest', { community });
    setError(answer.ok ? null : errorWords(t, answer.error));
  };
  return (
    <div className={styles.look} role="status">
      <Icon of={waits ? Hourglass : Telescope} size={18} />
      <div>
        <p>
          {waits && <strong className={styles.lookTitle}>{t('invites.waitingTitle')} </strong>}
          {waits ? t('invites.asOfWaiting', { time }) : t('invites.asOf', { time })}
        </p>
        <p className={styles.elsewhere}>
          {error ??
            `${t('invites.members', { count: firstLook.members, shown: firstLook.members.toLocaleString(i18n.language) })} · ${t('invites.asOfHint')}`}
        </p>
      </div>
      {waits && (
        <Button tone="quiet" onClick={() => void withdraw()}>
          {t('invites.withdraw')}
        </Button>
      )}
    </div>
  );
};

/** In place of the composer. */
export const NotYetLine = () => {
  const { t } = useTranslation();
  return <p className={styles.notYet}>{t('invites.notYet')}</p>;
};
