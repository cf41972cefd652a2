/** One of the stage's controls: a large button, and at some a chevron that opens what else there is to choose. */
import { Popover } from '@base-ui/react/popover';
import { ChevronUp } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import overlay from '../../../components/overlay.module.css';
import { Tip } from '../../../components/tip.tsx';
import { controlMenus } from '../control-menus.ts';
import type { CallControl } from '../use-controls.ts';
import styles from './stage-controls.module.css';

type Kind = CallControl['kind'];

const useMenu = (kind: Kind): { readonly menu: ComponentType; readonly label: string } | null => {
  const { t } = useTranslation();
  const labels: { readonly [K in Kind]?: string } = {
    microphone: t('calls.microphoneMenu'),
    camera: t('calls.cameraMenu'),
    screen: t('calls.screenMenu'),
  };
  const menu = kind === 'hearing' || kind === 'leave' ? null : controlMenus[kind];
  const label = labels[kind];
  return menu && label ? { menu, label } : null;
};

export const BigControl = ({ kind, icon, label, isSwitched, reason, run }: CallControl) => {
  const menu = useMenu(kind);
  const Menu = menu?.menu;
  return (
    <div className={styles.control} data-kind={kind} data-switched={isSwitched || undefined}>
      <Tip label={reason === null ? label : `${label} — ${reason}`}>
        <button
          type="button"
          className={styles.press}
          aria-label={label}
          aria-disabled={reason !== null || undefined}
          aria-description={reason ?? undefined}
          onClick={reason === null ? run : undefined}
        >
          <Icon of={icon} size={22} />
        </button>
      </Tip>
      {menu && Menu && (
        <Popover.Root>
          <Popover.Trigger
            render={
              <button type="button" className={styles.more} aria-label={menu.label}>
                <Icon of={ChevronUp} size={16} />
              </button>
            }
          />
          <Popover.Portal>
            <Popover.Positioner className={overlay.positioner} side="top" sideOffset={8}>
              <Popover.Popup className={overlay.popup} aria-label={menu.label}>
                <Menu />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </div>
  );
};
