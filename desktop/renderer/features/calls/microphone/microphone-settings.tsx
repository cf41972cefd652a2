/** The own microphone: which one, how loud, what is taken out of it, and how it sounds. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MicrophoneSettings as Settings } from '../../../calls/call-settings.ts';
import { Button } from '../../../components/button.tsx';
import { Segments } from '../../../components/field.tsx';
import { SliderField } from '../../../components/slider.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import { DeviceSelect } from './device-select.tsx';
import { LevelMeter } from './level-meter.tsx';
import styles from './microphone.module.css';
import { microphoneProblemWords } from './microphone-words.ts';
import { TalkSettings } from './talk-settings.tsx';
import { useOpenMicrophone } from './use-open-microphone.ts';

/** Whether it works, how loud it is, and how one sounds to the others. */
const Check = () => {
  const { microphone } = useServices();
  const { t } = useTranslation();
  const { opened, open } = useOpenMicrophone();
  const failure = useStore(microphone.store, (state) => state.failure);
  const capturing = useStore(microphone.store, (state) => state.capturing);
  const [isMonitored, setMonitored] = useState(false);
  useEffect(() => {
    if (!isMonitored) return;
    microphone.setMonitor(true);
    return () => microphone.setMonitor(false);
  }, [microphone, isMonitored]);
  if (!opened || failure)
    return (
      <div className={styles.group}>
        {failure && (
          <p className={styles.error} role="alert">
            {microphoneProblemWords(t, failure)}
          </p>
        )}
        <div className={styles.check}>
          <Button onClick={open}>{failure ? t('callAudio.tryAgain') : t('callAudio.check')}</Button>
          {!failure && <p className={styles.hint}>{t('callAudio.checkHint')}</p>}
        </div>
      </div>
    );
  return (
    <div className={styles.group}>
      <LevelMeter />
      <div className={styles.check}>
        <Button disabled={!capturing} aria-pressed={isMonitored} onClick={() => setMonitored(!isMonitored)}>
          {isMonitored ? t('callAudio.stopHearing') : t('callAudio.hearYourself')}
        </Button>
        <p className={styles.hint}>{t('callAudio.hearHint')}</p>
      </div>
    </div>
  );
};

export const MicrophoneSettings = () => {
  const { callSettings, microphone } = useServices();
  const { t } = useTranslation();
  const settings = useStore(callSettings.store, (state) => state.microphone);
  const standsIn = useStore(microphone.store, (state) => state.standsIn);
  const weakened = useStore(microphone.store, (state) => state.weakened);
  const set = (change: Partial<Settings>) => callSettings.set({ microphone: change });
  return (
    <section className={styles.section} aria-labelledby="microphone-settings">
      <h2 id="microphone-settings" className={styles.heading}>
        {t('callAudio.microphone')}
      </h2>
      <div className={styles.group}>
        <DeviceSelect
          kind="audioinput"
          label={t('callAudio.device')}
          value={settings.device}
          onChange={(device) => set({ device })}
        />
        {standsIn && (
          <p className={styles.hint} role="status">
            {t('callAudio.standsIn')}
          </p>
        )}
      </div>
      <SliderField
        label={t('callAudio.gain')}
        {...{ min: 0, max: 200, step: 5 }}
        value={Math.round(settings.gain * 100)}
        text={(value) => t('callAudio.percent', { value })}
        onChange={(value) => set({ gain: value / 100 })}
      />
      <Check />
      <TalkSettings />
      <div className={styles.group}>
        <Segments
          label={t('callAudio.suppression')}
          value={settings.suppression}
          options={[
            { value: 'off', label: t('callAudio.suppressionOff') },
            { value: 'browser', label: t('callAudio.suppressionBrowser') },
            { value: 'strong', label: t('callAudio.suppressionStrong') },
          ]}
          onChange={(suppression) => set({ suppression })}
        />
        <p className={styles.hint} role="status">
          {weakened ? t('callAudio.weakened') : t('callAudio.suppressionHint')}
        </p>
      </div>
      <div className={styles.rows}>
        <SwitchRow
          label={t('callAudio.echo')}
          hint={t('callAudio.echoHint')}
          checked={settings.echoCancellation}
          onChange={(echoCancellation) => set({ echoCancellation })}
        />
        <SwitchRow
          label={t('callAudio.autoGain')}
          hint={t('callAudio.autoGainHint')}
          checked={settings.autoGain}
          onChange={(autoGain) => set({ autoGain })}
        />
      </div>
    </section>
  );
};
