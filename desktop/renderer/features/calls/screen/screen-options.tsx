/** How a screen is shared: beside the screen’s button and in settings alike; a running share follows. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Segments } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import styles from './screen.module.css';

const rates = [5, 15, 30, 60] as const;

export const ScreenOptions = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const screen = useStore(callSettings.store, (settings) => settings.screen);
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
        hint={t('callVideo.screenSoundHint')}
        checked={screen.sound}
        onChange={(sound) => callSettings.set({ screen: { sound } })}
      />
    </div>
  );
};
