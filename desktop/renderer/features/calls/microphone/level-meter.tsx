/** How loud one is, and from where on one is heard. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';
import styles from './microphone.module.css';

/** What the meter shows of the loudness there is, and the slider below it goes along. */
export const meterDb = { least: -80, most: 0 };
const everyMs = 50;

const share = (db: number): number =>
  Math.min(1, Math.max(0, (db - meterDb.least) / (meterDb.most - meterDb.least)));
const percent = (db: number): string => `${Math.round(share(db) * 100)}%`;

export const LevelMeter = () => {
  const { call, microphone } = useServices();
  const { t } = useTranslation();
  const byVoice = useStore(microphone.store, ({ mode }) => mode === 'voiceActivity');
  const muted = useStore(call.store, ({ place, muted: isMuted }) => place !== null && isMuted);
  const [{ inputDb, thresholdDb, open: isOpen }, setReport] = useState(microphone.report);
  useEffect(() => {
    const timer = setInterval(() => setReport(microphone.report()), everyMs);
    return () => clearInterval(timer);
  }, [microphone]);
  const open = isOpen && !muted;
  return (
    <div className={styles.meterRow}>
      <p className={styles.label} aria-hidden="true">
        {t('callAudio.level')}
      </p>
      <meter
        className="visually-hidden"
        aria-label={t('callAudio.level')}
        min={meterDb.least}
        max={meterDb.most}
        value={Math.max(meterDb.least, inputDb)}
      >
        {t('callAudio.decibels', { value: Math.round(inputDb) })}
      </meter>
      <div className={styles.meter} aria-hidden="true" data-open={open || undefined}>
        <i style={{ width: percent(inputDb) }} />
        {byVoice && <b style={{ left: percent(thresholdDb) }} />}
      </div>
      <p className={styles.hint}>
        {muted ? t('callAudio.isMuted') : open ? t('callAudio.goesOut') : t('callAudio.staysHere')}
      </p>
    </div>
  );
};
