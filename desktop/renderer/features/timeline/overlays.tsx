/** What opens over a timeline at one of its messages: the menu of its button, the emoji picker. */
import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import type { MessageView } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { EmojiPicker } from '../../components/emoji-picker.tsx';
import { MenuEntries, type MenuEntry } from '../../components/menu.tsx';
import overlay from '../../components/overlay.module.css';

/** A message and the element that something opened at. */
export type Floating = { readonly message: MessageView; readonly anchor: Element };

export const MessageMenu = ({
  anchor,
  entries,
  onClose,
}: {
  anchor: Element;
  entries: readonly MenuEntry[];
  onClose: () => void;
}) => (
  <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
    <Menu.Portal>
      <Menu.Positioner className={overlay.positioner} anchor={anchor} align="end" sideOffset={4}>
        <Menu.Popup className={overlay.popup}>
          <MenuEntries entries={entries} />
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  </Menu.Root>
);

export const ReactionPicker = ({
  anchor,
  onPick,
  onClose,
}: {
  anchor: Element;
  onPick: (emoji: string) => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner className={overlay.positioner} anchor={anchor} align="end" sideOffset={4}>
          <Popover.Popup className={`${overlay.popup} ${overlay.bare}`} aria-label={t('emoji.label')}>
            <EmojiPicker onPick={onPick} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
