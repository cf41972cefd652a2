/**
 * Everybody and every screen, each where the layout says. The list keeps its order whatever is large, so that
 * pictures go on playing and the keys find everybody where they were.
 */
import type { DeviceId } from '@maru/sync-core';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arrangement } from '../../../calls/stage/arrange.ts';
import { layOut } from '../../../calls/stage/lay-out.ts';
import { PersonTile } from './person-tile.tsx';
import { ScreenTile } from './screen-tile.tsx';
import styles from './stage.module.css';
import { useSize } from './use-size.ts';

const gap = 8;

export const Tiles = ({
  arrangement,
  speaking,
}: {
  arrangement: Arrangement;
  speaking: ReadonlySet<DeviceId>;
}) => {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const room = useSize(element);
  const plan = useMemo(() => (room ? layOut(arrangement, room, gap) : null), [arrangement, room]);
  const { main, rest } = arrangement;
  // Screens come before people, as the arrangement has them, and each keeps its place among its kind.
  const tiles = [...main, ...rest].toSorted(
    (a, b) => Number(a.kind === 'person') - Number(b.kind === 'person') || a.one.joinedAt - b.one.joinedAt,
  );
  return (
    <div className={styles.room} ref={element}>
      <ul aria-label={t('calls.inHere')} style={{ height: plan?.height }}>
        {plan &&
          tiles.map((tile) => {
            const place = plan.places.get(tile.id);
            if (!place) return null;
            const { one } = tile;
            const Shape = tile.kind === 'screen' ? ScreenTile : PersonTile;
            return (
              <Shape
                key={tile.id}
                tile={tile}
                place={place}
                large={main.includes(tile)}
                speaking={tile.kind === 'person' && speaking.has(one.device)}
              />
            );
          })}
      </ul>
    </div>
  );
};
