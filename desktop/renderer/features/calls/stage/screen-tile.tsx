/** A screen that somebody shares: looked at, or named with a way to look at it. */
import { EyeOff, MonitorUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button, IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { Picture } from '../picture.tsx';
import styles from './tile.module.css';
import { TileFrame, type TileProps } from './tile-frame.tsx';

const Unwatched = ({ name, onWatch }: { name: string; onWatch: () => void }) => {
  const { t } = useTranslation();
  return (
    <div className={styles.unwatched}>
      <Icon of={MonitorUp} size={24} />
      <p>{t('calls.shares', { name })}</p>
      <Button tone="accent" onClick={onWatch} aria-label={t('calls.watchScreenOf', { name })}>
        {t('calls.watch')}
      </Button>
    </div>
  );
};

export const ScreenTile = (props: TileProps) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const { one } = props.tile;
  const { name } = one;
  const track = useStore(
    call.store,
    (state) => (one.me ? state.ownScreen : state.screens[one.device]) ?? null,
  );
  const watched = useStore(call.store, (state) => one.me || state.watching[one.device] === true);
  const label = t('calls.screenOf', { name });
  return (
    <TileFrame
      {...props}
      label={label}
      actions={
        !one.me &&
        watched && (
          <IconButton
            icon={EyeOff}
            label={t('calls.stopWatching', { name })}
            onClick={() => call.setWatching(one.device, false)}
          />
        )
      }
    >
      {watched && track && (
        <Picture track={track} kind="screen" label={label} device={one.me ? null : one.device} />
      )}
      {watched && !track && <p className={styles.state}>{t('calls.connecting')}</p>}
      {!watched && <Unwatched name={name} onWatch={() => call.setWatching(one.device, true)} />}
      {watched && (
        <div className={styles.plate}>
          <Icon of={MonitorUp} size={14} />
          <span className={styles.name}>{one.me ? t('calls.ownScreen') : name}</span>
        </div>
      )}
    </TileFrame>
  );
};
