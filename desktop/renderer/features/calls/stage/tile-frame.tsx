/**
 * The frame of a tile: its place on the stage, what is in it, and the press that makes it large and lets it go again.
 */
import { Pin, PinOff } from 'lucide-react';
import { cloneElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { channelOf } from '../../../calls/call-place.ts';
import type { StageTile } from '../../../calls/stage/arrange.ts';
import type { Place } from '../../../calls/stage/lay-out.ts';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { ParticipantMenu, ParticipantMenuButton } from '../people/participant-menu.tsx';
import styles from './tile.module.css';

export type TileProps = {
  readonly tile: StageTile;
  readonly place: Place;
  /** Shown large while others are in the strip. */
  readonly large: boolean;
  readonly speaking: boolean;
};

const PinButton = ({ tile, label }: { tile: StageTile; label: string }) => {
  const { stage } = useServices();
  const { t } = useTranslation();
  const pinned = useStore(stage.store, (state) => state.pinned === tile.id);
  return (
    <button
      type="button"
      className={styles.pin}
      aria-label={t('calls.pin', { what: label })}
      aria-pressed={pinned}
      data-pin
      onClick={() => stage.pin(pinned ? null : tile.id)}
    >
      <span>
        <Icon of={pinned ? PinOff : Pin} size={16} />
      </span>
    </button>
  );
};

export const TileFrame = ({
  tile,
  place,
  large,
  speaking,
  label,
  actions,
  children,
}: TileProps & {
  /** Whose it is and what. */
  label: string;
  /** What else one can do with it: at its upper right, beside the pin. */
  actions?: ReactNode;
  children: ReactNode;
}) => {
  const { call } = useServices();
  const at = useStore(call.store, (state) => state.place);
  const channel = channelOf(at);
  const of = at && channel !== null ? { community: at.community, channel, one: tile.one } : null;
  const frame = (
    <li
      className={styles.tile}
      data-kind={tile.kind}
      data-large={large || undefined}
      data-speaking={speaking || undefined}
      data-tile={tile.id}
      style={{
        width: place.width,
        height: place.height,
        transform: `translate(${place.left}px, ${place.top}px)`,
      }}
    />
  );
  const inside = (
    <>
      {children}
      <PinButton tile={tile} label={label} />
      <div className={styles.actions}>
        {actions}
        {of && <ParticipantMenuButton {...of} />}
      </div>
    </>
  );
  // A call of two has no moderators: nothing in it is done to the other.
  return of ? (
    <ParticipantMenu {...of} trigger={frame}>
      {inside}
    </ParticipantMenu>
  ) : (
    cloneElement(frame, undefined, inside)
  );
};
