/** Linking a new device, on the one that is in use: the code, the comparison, the end. */
import type { PairingView } from '@maru/sync-core';
import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow } from '../../text/use-time.ts';
import styles from './devices.module.css';
import { PairingSteps } from './pairing-steps.tsx';
import { Qr } from './qr.tsx';

const minute = 60_000;

const Code = ({ pairing }: { pairing: PairingView }) => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const now = useNow();
  const { step } = pairing;
  const copy = async () => {
    await navigator.clipboard.writeText(pairing.link);
    toasts.show(t('devices.copied'));
  };
  return (
    <div className={styles.layout}>
      <div className={styles.stack}>
        <div>
          <h2 className={styles.label}>{t('devices.code')}</h2>
          <p className={styles.code}>{pairing.code}</p>
        </div>
        <p className={styles.soft} role="status">
          {step.kind === 'meeting' && !step.reached ? t('devices.unreached') : t('devices.waiting')}
          {' · '}
          {t('devices.expires', { count: Math.max(1, Math.ceil((pairing.expiresAt - now) / minute)) })}
        </p>
        <Button onClick={() => void copy()}>
          <Icon of={Copy} size={16} />
          {t('devices.copyLink')}
        </Button>
      </div>
      <Qr text={pairing.link} label={t('devices.qr')} />
    </div>
  );
};

export const LinkDialog = ({ onClose }: { onClose: () => void }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const { value: pairing } = useQuery('pairing', {}, ['pairingChanged']);
  const [error, setError] = useState<string | null>(null);
  const start = async () => {
    const started = await bridge.command('startPairing', {});
    setError(started.ok ? null : errorWords(t, started.error));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one code for each time that this opens.
  useEffect(() => {
    void start();
    return () => void bridge.command('stopPairing', {});
  }, []);
  return (
    <Dialog
      title={t('devices.linkTitle')}
      description={pairing?.step.kind === 'meeting' ? t('devices.linkHint') : undefined}
      width={540}
      onClose={onClose}
    >
      {error && <p role="alert">{error}</p>}
      {pairing?.role === 'giver' && (
        <PairingSteps
          pairing={pairing}
          meeting={<Code pairing={pairing} />}
          done={
            <div className={styles.stack}>
              <p role="status">
                <b>{t('devices.linked')}</b>
              </p>
              <p className={styles.soft}>{t('devices.linkedHint')}</p>
              <DialogFoot>
                <Button tone="accent" onClick={onClose}>
                  {t('devices.done')}
                </Button>
              </DialogFoot>
            </div>
          }
          again={
            <Button tone="accent" onClick={() => void start()}>
              {t('devices.again')}
            </Button>
          }
        />
      )}
    </Dialog>
  );
};
