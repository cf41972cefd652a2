/** One of the stage's controls: a large button, and at some a chevron that opens what else there is to choose. */
import { Popover } from '@base-ui/react/popover';
import { ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import overlay from '../../../components/overlay.module.css';
import { Tip } from '../../../components/tip.tsx';
import { useServices } from '../../../stores/services.ts';
import { controlMenus, type MenuKind } from '../control-menus.ts';
import type { CallControl } from '../use-controls.ts';
import styles from './stage-controls.module.css';

/** The popover at a chevron, with a way to everything else there is to set. */
const Menu = ({ kind }: { kind: MenuKind }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Options = controlMenus[kind];
  const label = {
    microphone: t('calls.microphoneMenu'),
    camera: t('calls.cameraMenu'),
    screen: t('calls.screenMenu'),
  }[kind];
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <button type="button" className={styles.more} aria-label={label}>
            <Icon of={ChevronUp} size={16} />
          </button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner className={overlay.positioner} side="top" sideOffset={8}>
          <Popover.Popup className={`${overlay.popup} ${styles.menu}`} aria-label={label}>
            <Options />
            <Button
              tone="quiet"
              onClick={() => {
                setOpen(false);
                navigation.openSettings('calls');
              }}
            >
              {t('calls.allSettings')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};

export const BigControl = ({ kind, icon, label, isSwitched, reason, run }: CallControl) => (
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
    {kind !== 'hearing' && kind !== 'leave' && <Menu kind={kind} />}
  </div>
);
