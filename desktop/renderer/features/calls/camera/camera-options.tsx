/** Which camera, seen how: in the preview, beside the camera’s button and in settings alike. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { canBlur } from '../../../calls/camera/blur/blur.ts';
import { Select } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import styles from './camera.module.css';

const CameraChoice = () => {
  const { callSettings, mediaDevices } = useServices();
  const { t } = useTranslation();
  const chosen = useStore(callSettings.store, ({ camera }) => camera.device);
  const cameras = useStore(mediaDevices.store, ({ videoinput }) => videoinput);
  const isMissing = chosen !== null && !cameras.some(({ id }) => id === chosen);
  return (
    <Select
      label={t('callVideo.camera')}
      value={chosen ?? ''}
      options={[
        { value: '', label: t('callVideo.systemCamera') },
        ...cameras.map(({ id, label }, index) => ({
          value: id,
          label: label || t('callVideo.unnamedCamera', { number: index + 1 }),
        })),
        ...(isMissing ? [{ value: chosen, label: t('callVideo.missingCamera') }] : []),
      ]}
      onChange={(id) => callSettings.set({ camera: { device: id === '' ? null : id } })}
    />
  );
};

export const CameraOptions = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const camera = useStore(callSettings.store, (settings) => settings.camera);
  const isBlurPossible = canBlur();
  return (
    <div className={styles.options}>
      <CameraChoice />
      <SwitchRow
        label={t('callVideo.mirror')}
        hint={t('callVideo.mirrorHint')}
        checked={camera.mirror}
        onChange={(mirror) => callSettings.set({ camera: { mirror } })}
      />
      <SwitchRow
        label={t('callVideo.blur')}
        hint={isBlurPossible ? t('callVideo.blurHint') : t('callVideo.blurUnavailable')}
        checked={camera.blur && isBlurPossible}
        disabled={!isBlurPossible}
        onChange={(blur) => callSettings.set({ camera: { blur } })}
      />
    </div>
  );
};
