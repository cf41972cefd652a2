/** The menu of a right click, of the menu key, or of a finger that rests. */
import { ContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import { MenuEntries, type MenuEntry } from './menu.tsx';
import styles from './overlay.module.css';

export const WithContextMenu = ({
  trigger,
  header,
  entries,
  children,
}: {
  /** The element that is clicked on; `children` stand in it. */
  trigger: ReactElement;
  header?: ReactNode;
  entries: readonly MenuEntry[];
  children: ReactNode;
}) => (
  <ContextMenu.Root>
    <ContextMenu.Trigger render={trigger}>{children}</ContextMenu.Trigger>
    <ContextMenu.Portal>
      <ContextMenu.Positioner className={styles.positioner}>
        <ContextMenu.Popup className={styles.popup}>
          {header}
          <MenuEntries entries={entries} />
        </ContextMenu.Popup>
      </ContextMenu.Positioner>
    </ContextMenu.Portal>
  </ContextMenu.Root>
);
