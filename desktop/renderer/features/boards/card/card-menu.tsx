/** What can be done with a card: its button's menu, and the right click's. */
import { Menu } from '@base-ui/react/menu';
import type { BoardCard } from '@maru/sync-core';
import { Archive, ArrowRightLeft, Link2, PanelRightOpen, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuEntries } from '../../../components/menu.tsx';
import overlay from '../../../components/overlay.module.css';
import { useBoard } from '../board-context.ts';

export const CardMenu = ({
  card,
  anchor,
  onClose,
  onRename,
  onMove,
}: {
  card: BoardCard;
  anchor: Element;
  onClose: () => void;
  onRename: () => void;
  onMove: () => void;
}) => {
  const { locked, openCard, archive, copyLink } = useBoard();
  const { t } = useTranslation();
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal>
        <Menu.Positioner className={overlay.positioner} anchor={anchor} align="end" sideOffset={4}>
          <Menu.Popup className={overlay.popup}>
            <MenuEntries
              entries={[
                { label: t('boards.openCard'), icon: PanelRightOpen, run: () => openCard(card.id) },
                { label: t('boards.rename'), icon: Pencil, keys: 'E', reason: locked, run: onRename },
                { label: t('boards.moveTo'), icon: ArrowRightLeft, keys: 'M', reason: locked, run: onMove },
                { label: t('boards.copyLink'), icon: Link2, run: () => copyLink(card.id) },
                'separator',
                {
                  label: t('boards.archive'),
                  icon: Archive,
                  keys: 'Del',
                  reason: locked,
                  run: () => archive(card),
                },
              ]}
            />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
