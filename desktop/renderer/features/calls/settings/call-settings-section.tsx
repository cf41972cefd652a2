/** One's own settings of calls: microphone and hearing, camera and screen, what others learn. */
import { CallersSetting } from '../ringing/callers-setting.tsx';
import { AudioSettings } from './audio-settings.tsx';
import { PrivacySettings } from './privacy-settings.tsx';
import styles from './settings.module.css';
import { VideoSettings } from './video-settings.tsx';

export const CallSettingsSection = () => (
  <div className={styles.settings}>
    <AudioSettings />
    <VideoSettings />
    <PrivacySettings />
    <CallersSetting />
  </div>
);
