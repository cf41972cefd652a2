/** The stage's controls: what one does in the call in the middle, how one looks at it at the side. */
import { GalleryThumbnails, LayoutGrid, Maximize, Minimize, PictureInPicture2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Arrangement } from '../../../calls/stage/arrange.ts';
import { IconButton } from '../../../components/button.tsx';
import { useServices } from '../../../stores/services.ts';
import { QualityMark } from '../quality/quality-mark.tsx';
import { useControls } from '../use-controls.ts';
import { BigControl } from './big-control.tsx';
import styles from './stage-controls.module.css';
import type { FullScreen } from './use-full-screen.ts';
import type { PictureInPicture } from './use-picture-in-picture.ts';

const LayoutButton = ({ arrangement }: { arrangement: Arrangement }) => {
  const { stage } = useServices();
  const { t } = useTranslation();
  const isGrid = arrangement.main.length === 0;
  return (
    <IconButton
      icon={isGrid ? GalleryThumbnails : LayoutGrid}
      label={isGrid ? t('calls.toSpeaker') : t('calls.toGrid')}
      onClick={() => stage.setLayout(arrangement.for, isGrid ? 'speaker' : 'grid')}
    />
  );
};

export const StageControls = ({
  arrangement,
  fullScreen,
  small,
}: {
  arrangement: Arrangement;
  fullScreen: FullScreen;
  small: PictureInPicture;
}) => {
  const { t } = useTranslation();
  const isAlone = arrangement.main.length + arrangement.rest.length < 2;
  return (
    <div className={styles.bar} data-controls>
      <div className={styles.side}>
        <QualityMark />
      </div>
      <fieldset className={styles.middle} aria-label={t('calls.controls')}>
        {useControls().map((control) => (
          <BigControl key={control.kind} {...control} />
        ))}
      </fieldset>
      <fieldset className={styles.side} aria-label={t('calls.view')}>
        {!isAlone && <LayoutButton arrangement={arrangement} />}
        {small.possible && (
          <IconButton
            icon={PictureInPicture2}
            label={small.on ? t('calls.smallWindowClose') : t('calls.smallWindow')}
            onClick={small.toggle}
          />
        )}
        {fullScreen.possible && (
          <IconButton
            icon={fullScreen.on ? Minimize : Maximize}
            label={fullScreen.on ? t('calls.fullScreenLeave') : t('calls.fullScreen')}
            onClick={fullScreen.toggle}
          />
        )}
      </fieldset>
    </div>
  );
};
