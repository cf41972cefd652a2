/** A tooltip: words for what only shows a picture. */
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import styles from './overlay.module.css';

export const Tip = ({
  label,
  keys,
  side = 'top',
  children,
}: {
  label: ReactNode;
  keys?: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement;
}) => (
  <Tooltip.Root>
    <Tooltip.Trigger render={children} />
    <Tooltip.Portal>
      <Tooltip.Positioner side={side} sideOffset={6} className={styles.positioner}>
        <Tooltip.Popup className={styles.tip}>
          {label}
          {keys && <span className={styles.tipKeys}>{keys}</span>}
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  </Tooltip.Root>
);
