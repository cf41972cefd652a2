/** Where the others are heard, and how loud all of it is. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { canChooseSpeaker } from '../../../calls/microphone/speaker-context.ts';
import { SliderField } from '../../../components/slider.tsx';
import { useServices } from '../../../stores/services.ts';
import { DeviceSelect } from './device-select.tsx';
import styles from './microphone.module.css';

export const SpeakerSettings = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const { device, volume } = useStore(callSettings.store, (state) => state.speaker);
  return (
    <section className={styles.section} aria-labelledby="speaker-settings">
      <h2 id="speaker-settings" className={styles.heading}>
        {t('callAudio.speaker')}
      </h2>
      {canChooseSpeaker() ? (
        <DeviceSelect
          kind="audiooutput"
          label={t('callAudio.device')}
          value={device}
          onChange={(next) => callSettings.set({ speaker: { device: next } })}
        />
      ) : (
        <p className={styles.hint}>{t('callAudio.speakerFixed')}</p>
      )}
      <SliderField
        label={t('callAudio.volume')}
        {...{ min: 0, max: 200, step: 5 }}
        value={Math.round(volume * 100)}
        text={(value) => t('callAudio.percent', { value })}
        onChange={(value) => callSettings.set({ speaker: { volume: value / 100 } })}
      />
    </section>
  );
};
