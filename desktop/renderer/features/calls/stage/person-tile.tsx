/** Somebody in the call: their camera, or who they are, with how they take part and whether one is connected. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LinkState } from '../../../calls/mesh.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { useServices } from '../../../stores/services.ts';
import { ParticipantMarks } from '../people/marks.tsx';
import { Picture } from '../picture.tsx';
import { Loudness } from './loudness.tsx';
import styles from './tile.module.css';
import { TileFrame, type TileProps } from './tile-frame.tsx';

/** Null while all is well. */
const linkWords = (t: TFunction, link: LinkState | undefined): string | null => {
  switch (link) {
    case 'connected':
      return null;
    case 'connecting':
    case undefined:
      return t('calls.connecting');
    case 'reconnecting':
      return t('callPeople.reconnecting');
    case 'refused':
      return t('calls.refused');
    default:
      return unreachable(link);
  }
};

export const PersonTile = (props: TileProps) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const { one } = props.tile;
  const camera = useStore(
    call.store,
    (state) => (one.me ? state.ownCamera : state.cameras[one.device]) ?? null,
  );
  const link = useStore(call.store, (state) => state.links[one.device]);
  const words = one.me ? null : linkWords(t, link);
  return (
    <TileFrame {...props} label={one.name} actions={!one.me && words === null && <Loudness one={one} />}>
      {camera ? (
        <Picture
          track={camera}
          kind={one.me ? 'own-camera' : 'camera'}
          label={t('calls.cameraOf', { name: one.name })}
          device={one.me ? null : one.device}
        />
      ) : (
        <div className={styles.face} data-waits={words !== null || undefined}>
          <Avatar name={one.name} colour={one.colour} />
          {words !== null && (
            <p className={styles.state} data-tone={link === 'refused' ? 'problem' : undefined}>
              {words}
            </p>
          )}
        </div>
      )}
      <div className={styles.plate}>
        <ParticipantMarks one={one} pictures={false} />
        <span className={styles.name}>{one.name}</span>
        {one.me && <small>{t('common.you')}</small>}
        {camera && words !== null && <small>{words}</small>}
        {props.speaking && <span className="visually-hidden">{t('calls.speaks')}</span>}
      </div>
    </TileFrame>
  );
};
