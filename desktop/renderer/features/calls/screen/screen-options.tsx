/** How a screen is shared: beside the screen’s button and in settings alike; a running share follows. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { leavesOutOwnSound } from '../../../calls/screen/screen-capture.ts';
import { Segments } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import styles from './screen.module.css';

const rates = [5, 15, 30, 60] as const;

/** What comes of a screen's sound here. */
const useSoundHint = (): string => {
  const { environment } = useServices();
  const { t } = useTranslation();
  if (!environment.sharesSound) return t('callVideo.screenSoundUnavailable');
  return navigator.mediaDevices && leavesOutOwnSound(navigator.mediaDevices)
    ? t('callVideo.screenSoundHint')
    : t('callVideo.screenSoundTabsOnly');
};

export const ScreenOptions = () => {
  const { callSettings, environment } = useServices();
  const { t } = useTranslation();
  const screen = useStore(callSettings.store, (settings) => settings.screen);
  const soundHint = useSoundHint();
  const isText = screen.content === 'text';
  return (
    <div className={styles.options}>
      <Segments
        label={t('callVideo.frameRate')}
        value={screen.framesPerSecond}
        options={rates.map((rate) => ({ value: rate, label: String(rate) }))}
        onChange={(framesPerSecond) => callSettings.set({ screen: { framesPerSecond } })}
      />
      <div>
        <Segments
          label={t('callVideo.content')}
          value={screen.content}
          options={[
            { value: 'text', label: t('callVideo.contentText') },
            { value: 'motion', label: t('callVideo.contentMotion') },
          ]}
          onChange={(content) => callSettings.set({ screen: { content } })}
        />
        <p className={styles.hint}>
          {isText ? t('callVideo.contentTextHint') : t('callVideo.contentMotionHint')}
        </p>
      </div>
      <SwitchRow
        label={t('callVideo.screenSound')}
        hint={soundHint}
        checked={screen.sound && environment.sharesSound}
        disabled={!environment.sharesSound}
        onChange={(sound) => callSettings.set({ screen: { sound } })}
      />
    </div>
  );
};
