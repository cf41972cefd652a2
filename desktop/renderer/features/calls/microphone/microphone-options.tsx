/** What one hears with and is heard by: beside the microphone’s button; the rest is in settings. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { canChooseSpeaker } from '../../../calls/microphone/speaker-context.ts';
import { useServices } from '../../../stores/services.ts';
import { DeviceSelect } from './device-select.tsx';
import styles from './microphone.module.css';

export const MicrophoneOptions = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const microphone = useStore(callSettings.store, (state) => state.microphone.device);
  const speaker = useStore(callSettings.store, (state) => state.speaker.device);
  return (
    <div className={styles.section}>
      <DeviceSelect
        kind="audioinput"
        label={t('callAudio.microphone')}
        value={microphone}
        onChange={(device) => callSettings.set({ microphone: { device } })}
      />
      {canChooseSpeaker() && (
        <DeviceSelect
          kind="audiooutput"
          label={t('callAudio.speaker')}
          value={speaker}
          onChange={(device) => callSettings.set({ speaker: { device } })}
        />
      )}
    </div>
  );
};
