/** A look at one’s own picture before others see it. Enter shows; whatever else closes it turns the camera off. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';
import styles from './camera.module.css';
import { CameraOptions } from './camera-options.tsx';
import { OwnCameraView } from './own-camera-view.tsx';
import { useOwnCamera } from './use-own-camera.ts';

/** Whether others are shown one’s picture as soon as the camera is on. */
export const PreviewSwitch = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  return (
    <SwitchRow
      label={t('callVideo.preview')}
      hint={t('callVideo.previewHint')}
      checked={useStore(callSettings.store, ({ camera }) => camera.preview)}
      onChange={(preview) => callSettings.set({ camera: { preview } })}
    />
  );
};

export const CameraPreview = ({ onClose }: { onClose: () => void }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const { camera, handOver } = useOwnCamera();
  const isInCall = useStore(call.store, ({ place }) => place !== null);
  useEffect(() => {
    if (!isInCall) onClose();
  }, [isInCall, onClose]);
  const show = () => {
    // What one has not seen yet is not shown either.
    if (!camera?.store.getState().picture) return;
    handOver();
    call.showCamera(camera);
    onClose();
  };
  return (
    <Dialog title={t('callVideo.previewTitle')} width={520} onClose={onClose}>
      <div className={styles.preview}>
        {camera && <OwnCameraView camera={camera} />}
        <div>
          <CameraOptions />
          <PreviewSwitch />
        </div>
      </div>
      <DialogFoot>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button tone="accent" data-first onClick={show}>
          {t('callVideo.show')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
