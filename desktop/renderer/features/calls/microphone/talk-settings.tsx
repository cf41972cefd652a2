/** When the microphone is open: by voice, while a key is held, or while it is not. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MicrophoneSettings } from '../../../calls/call-settings.ts';
import { Segments } from '../../../components/field.tsx';
import { SliderField } from '../../../components/slider.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import { meterDb } from './level-meter.tsx';
import styles from './microphone.module.css';

export const TalkSettings = () => {
  const { callSettings, microphone } = useServices();
  const { t } = useTranslation();
  const { mode, thresholdDb, releaseMs } = useStore(callSettings.store, (state) => state.microphone);
  const mustHold = useStore(microphone.store, (state) => state.mustHold);
  const set = (change: Partial<MicrophoneSettings>) => callSettings.set({ microphone: change });
  return (
    <>
      <div className={styles.group}>
        <Segments
          label={t('callAudio.mode')}
          value={mode}
          options={[
            { value: 'voiceActivity', label: t('callAudio.voiceActivity') },
            { value: 'pushToTalk', label: t('callAudio.pushToTalk') },
            { value: 'pushToMute', label: t('callAudio.pushToMute') },
          ]}
          onChange={(next) => set({ mode: next })}
        />
        {mustHold && <p className={styles.hint}>{t('callAudio.mustHold')}</p>}
      </div>
      {mode === 'voiceActivity' ? (
        <div>
          <SwitchRow
            label={t('callAudio.automatic')}
            hint={t('callAudio.automaticHint')}
            checked={thresholdDb === null}
            // By hand it begins where it was by itself.
            onChange={(isFound) =>
              set({ thresholdDb: isFound ? null : Math.round(microphone.report().thresholdDb) })
            }
          />
          {thresholdDb !== null && (
            <SliderField
              label={t('callAudio.threshold')}
              {...{ min: meterDb.least, max: meterDb.most, step: 1 }}
              value={Math.max(meterDb.least, thresholdDb)}
              text={(value) => t('callAudio.decibels', { value })}
              onChange={(value) => set({ thresholdDb: value })}
            />
          )}
        </div>
      ) : (
        <>
          <KeyRecorder label={mode === 'pushToTalk' ? t('callAudio.talkKey') : t('callAudio.muteKey')} />
          <SliderField
            label={t('callAudio.release')}
            {...{ min: 0, max: 2_000, step: 50 }}
            value={releaseMs}
            text={(value) => t('callAudio.milliseconds', { value })}
            onChange={(value) => set({ releaseMs: value })}
          />
        </>
      )}
    </>
  );
};
