/** How this community stands with the others, in words, at the foot of the sidebar. */

import { Popover } from '@base-ui/react/popover';
import { type ConnectionView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import overlay from '../../components/overlay.module.css';
import { useServices } from '../../stores/services.ts';
import { hostOf } from '../../text/links.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './connection.module.css';

const statusWords = (t: TFunction, connection: ConnectionView, since: (at: number) => string): string => {
  switch (connection.status) {
    case 'online':
      return t('connection.online');
    case 'connecting':
      return t('connection.connecting');
    case 'catching-up':
      return t('connection.catchingUp', {
        done: (connection.total - connection.missing).toLocaleString(),
        total: connection.total.toLocaleString(),
      });
    case 'offline':
      return connection.since === null
        ? t('connection.offlineNever')
        : t('connection.offlineSince', { time: since(connection.since) });
    default:
      return unreachable(connection.status);
  }
};

export const ConnectionLine = ({ connection }: { connection: ConnectionView }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { status, problem, unsent, directPeers, missing, total, relayUrl } = connection;
  const line = statusWords(t, connection, words.clock);
  const problems = {
    unreachable: t('connection.unreachable'),
    refused: t('connection.refused'),
    version: t('connection.version'),
    quota: t('connection.quota'),
    proof: t('connection.proof'),
  };
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.line} data-status={status}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.words} aria-live="polite">
          {line}
          {unsent > 0 && <small>{t('connection.unsent', { count: unsent })}</small>}
        </span>
        {status === 'catching-up' && total > 0 && (
          <span className={styles.progress} aria-hidden="true">
            <i style={{ transform: `scaleX(${(total - missing) / total})` }} />
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={overlay.positioner} side="top" align="start" sideOffset={8}>
          <Popover.Popup className={`${overlay.popup} ${styles.detail}`} aria-label={t('connection.label')}>
            <Popover.Title className={styles.title}>{line}</Popover.Title>
            {problem && <p>{problems[problem]}</p>}
            {status === 'offline' && <p>{t('connection.offlineHint')}</p>}
            {unsent > 0 && <p>{t('connection.unsent', { count: unsent })}</p>}
            {directPeers > 0 && <p>{t('connection.direct', { count: directPeers })}</p>}
            <p className={styles.relay}>{t('connection.relay', { host: hostOf(relayUrl) })}</p>
            {status === 'offline' && (
              <Button onClick={() => void bridge.command('reconnect', {})}>
                {t('connection.reconnect')}
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
