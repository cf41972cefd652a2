/** Camera and screen: which, seen how, shared how; with a look at one’s own picture when one asks for it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import settings from '../../settings/settings.module.css';
import { CameraOptions } from '../camera/camera-options.tsx';
import { PreviewSwitch } from '../camera/camera-preview.tsx';
import { OwnCameraView } from '../camera/own-camera-view.tsx';
import { useOwnCamera } from '../camera/use-own-camera.ts';
import { ScreenOptions } from '../screen/screen-options.tsx';

const Trial = () => {
  const { camera } = useOwnCamera();
  return camera && <OwnCameraView camera={camera} />;
};

export const VideoSettings = () => {
  const { t } = useTranslation();
  const [trying, setTrying] = useState(false);
  return (
    <>
      <section className={settings.form}>
        <h2 className={settings.sub}>{t('callVideo.camera')}</h2>
        {trying && <Trial />}
        <div>
          <Button onClick={() => setTrying(!trying)}>
            {trying ? t('callVideo.stopTrying') : t('callVideo.tryCamera')}
          </Button>
        </div>
        <div>
          <CameraOptions />
          <PreviewSwitch />
        </div>
      </section>
      <section className={settings.form}>
        <h2 className={settings.sub}>{t('callVideo.screen')}</h2>
        <ScreenOptions />
      </section>
    </>
  );
};
