/** What both devices show while one is being linked: the digits to compare, and how it ended. */
import { type PairingEnd, type PairingView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './devices.module.css';

const endWords = (t: TFunction, why: PairingEnd): string => {
  switch (why) {
    case 'expired':
      return t('devices.endExpired');
    case 'stopped':
      return t('devices.endStopped');
    case 'interfered':
      return t('devices.endInterfered');
    default:
      return unreachable(why);
  }
};

const Comparing = ({ digits, confirmed }: { digits: string; confirmed: boolean }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  return (
    <div className={styles.stack}>
      <div>
        <h2 className={styles.label}>{t('devices.compareTitle')}</h2>
        <p className={styles.digits} role="status">
          {digits}
        </p>
        <p className={styles.soft}>{confirmed ? t('devices.waitingOther') : t('devices.compareHint')}</p>
      </div>
      {confirmed ? (
        <Button onClick={() => void bridge.command('stopPairing', {})}>{t('devices.cancel')}</Button>
      ) : (
        <div className={styles.choices}>
          <Button onClick={() => void bridge.command('stopPairing', {})}>{t('devices.different')}</Button>
          <Button tone="accent" onClick={() => void bridge.command('confirmPairing', {})}>
            {t('devices.same')}
          </Button>
        </div>
      )}
    </div>
  );
};

/** `meeting` and `again` differ: one shows a code, the other has entered it. */
export const PairingSteps = ({
  pairing,
  meeting,
  done,
  again,
}: {
  pairing: PairingView;
  meeting: ReactNode;
  done: ReactNode;
  again: ReactNode;
}) => {
  const { t } = useTranslation();
  const { step } = pairing;
  switch (step.kind) {
    case 'meeting':
      return meeting;
    case 'comparing':
    case 'confirmed':
      return <Comparing digits={step.digits} confirmed={step.kind === 'confirmed'} />;
    case 'done':
      return done;
    case 'ended':
      return (
        <div className={styles.stack}>
          <p role="alert" className={step.why === 'interfered' ? styles.problem : styles.soft}>
            {endWords(t, step.why)}
          </p>
          {again}
        </div>
      );
    default:
      return unreachable(step);
  }
};
