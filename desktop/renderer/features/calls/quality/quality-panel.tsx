/** What lies between oneself and each other person in the call, and a report of it to give to whoever helps. */
import { limits } from '@maru/sync-core';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { directionOf } from '../../../calls/quality/connection-quality.ts';
import { reportOf } from '../../../calls/quality/report.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { SealLine } from '../frames/seal-mark.tsx';
import { bitsWords } from './figures.ts';
import styles from './quality.module.css';
import { QualityRow } from './quality-row.tsx';

export const QualityPanel = ({ onClose }: { onClose: () => void }) => {
  const { call, toasts } = useServices();
  const { t, i18n } = useTranslation();
  const participants = useStore(call.store, (state) => state.participants);
  const qualities = useStore(call.qualities);
  const others = participants.filter(({ me }) => !me);
  const known = others.flatMap(({ device }) => qualities[device] ?? []);
  const total = (direction: 'received' | 'sent') =>
    known.reduce((sum, quality) => sum + directionOf(quality[direction]).bitsPerSecond, 0);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(reportOf(others.map(({ device }) => qualities[device])));
      toasts.show(t('callQuality.copied'));
    } catch {
      // The browser refused; what is shown stays.
      toasts.show(t('callQuality.copyFailed'), { tone: 'problem' });
    }
  };
  const columns = [
    t('callQuality.person'),
    t('callQuality.route'),
    t('callQuality.roundTrip'),
    t('callQuality.loss'),
    t('callQuality.jitter'),
    t('callQuality.received'),
    t('callQuality.sent'),
  ];
  return (
    <Dialog
      title={t('callQuality.title')}
      description={
        others.length === 0
          ? t('callQuality.alone')
          : t('callQuality.total', {
              sent: bitsWords(i18n.language, total('sent')),
              most: bitsWords(i18n.language, limits.callUploadBits),
              received: bitsWords(i18n.language, total('received')),
            })
      }
      width={860}
      onClose={onClose}
    >
      {others.length > 0 && (
        <>
          <table className={styles.table} aria-label={t('callQuality.title')}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {others.map((one) => (
                <QualityRow key={one.device} one={one} quality={qualities[one.device]} />
              ))}
            </tbody>
          </table>
          <SealLine />
          <footer className={styles.foot}>
            <p>{t('callQuality.reportHint')}</p>
            <Button onClick={() => void copy()}>
              <Icon of={Copy} size={16} />
              {t('callQuality.copy')}
            </Button>
          </footer>
        </>
      )}
    </Dialog>
  );
};
