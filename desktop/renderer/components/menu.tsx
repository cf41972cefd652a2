/** A menu's items: the same for the button's menu and the right click's. */
import { Menu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icons.tsx';
import styles from './overlay.module.css';

export type MenuEntry =
  | 'separator'
  | {
      readonly label: string;
      readonly icon: LucideIcon;
      readonly keys?: string;
      readonly tone?: 'danger';
      /** Why it can't be done: said beneath, and nothing runs. */
      readonly reason?: string | null;
      readonly run: () => void;
    };

/** What all entries that can't be chosen have as their reason, when there are several: it is shown once. */
const sharedReason = (entries: readonly MenuEntry[]): string | null => {
  const reasons = entries.flatMap((entry) => (entry === 'separator' ? [] : (entry.reason ?? [])));
  return reasons.length > 1 && new Set(reasons).size === 1 ? (reasons[0] ?? null) : null;
};

export const MenuEntries = ({ entries }: { entries: readonly MenuEntry[] }) => {
  const shared = sharedReason(entries);
  return (
    <>
      {shared !== null && (
        <p className={styles.note} aria-hidden="true">
          {shared}
        </p>
      )}
      {entries.map((entry, index) =>
        entry === 'separator' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity and never move.
          <Menu.Separator key={`separator-${index}`} className={styles.separator} />
        ) : (
          <Menu.Item
            key={entry.label}
            className={styles.item}
            data-tone={entry.tone}
            disabled={entry.reason != null}
            onClick={entry.run}
          >
            <Icon of={entry.icon} size={16} />
            {entry.reason == null ? (
              entry.label
            ) : (
              <span className={styles.itemText}>
                {entry.label}
                <small className={shared === null ? undefined : 'visually-hidden'}>{entry.reason}</small>
              </span>
            )}
            {entry.keys && <span className={styles.itemKeys}>{entry.keys}</span>}
          </Menu.Item>
        ),
      )}
    </>
  );
};

export const ButtonMenu = ({
  trigger,
  entries,
  align = 'start',
  header,
}: {
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  header?: ReactNode;
}) => (
  <Menu.Root modal={false}>
    <Menu.Trigger render={trigger} />
    <Menu.Portal>
      <Menu.Positioner className={styles.positioner} sideOffset={4} align={align}>
        <Menu.Popup className={styles.popup}>
          {header}
          <MenuEntries entries={entries} />
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  </Menu.Root>
);
