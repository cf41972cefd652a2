/** The menus of a channel and of a category: what everyone finds in them, and what only who manages it does. */
import type { CategoryView, ChannelView, CommunityId } from '@maru/sync-core';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Plus, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { combo, modKey } from '../../components/keys.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import type { Direction } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { usePlaceActions } from './place-actions.ts';

type Step = (direction: Direction) => void;

const useMoves = (step: Step): readonly MenuEntry[] => {
  const { t } = useTranslation();
  return [
    {
      label: t('structure.moveUp'),
      icon: ArrowUp,
      keys: combo(modKey, 'Shift', '↑'),
      run: () => step(-1),
    },
    {
      label: t('structure.moveDown'),
      icon: ArrowDown,
      keys: combo(modKey, 'Shift', '↓'),
      run: () => step(1),
    },
    'separator',
  ];
};

/** `category` is the one that it is in. */
export const useChannelMenu = (
  community: CommunityId,
  channel: ChannelView,
  category: CategoryView | null,
  step: Step,
): readonly MenuEntry[] => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const actions = usePlaceActions(community);
  const moves = useMoves(step);
  const settings: MenuEntry = {
    label: t('structure.channelSettings'),
    icon: SlidersHorizontal,
    run: () => navigation.openPlaceSettings({ kind: 'channel', channel: channel.id }, 'overview'),
  };
  if (!channel.mayManage) return [settings];
  const unarchive: MenuEntry = category?.archived
    ? {
        label: t('structure.unarchiveCategory', { name: category.name }),
        icon: ArchiveRestore,
        run: () => void actions.archiveCategory(category, false),
      }
    : {
        label: t('structure.unarchive'),
        icon: ArchiveRestore,
        run: () => void actions.archiveChannel(channel, false),
      };
  return [
    settings,
    'separator',
    ...(channel.archived ? [] : moves),
    channel.archived
      ? unarchive
      : {
          label: t('structure.archive'),
          icon: Archive,
          run: () => void actions.archiveChannel(channel, true),
        },
    {
      label: t('structure.deleteChannel'),
      icon: Trash2,
      tone: 'danger',
      run: () => void actions.deleteChannel(channel),
    },
  ];
};

export const useCategoryMenu = (
  community: CommunityId,
  category: CategoryView,
  step: Step,
): readonly MenuEntry[] => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const actions = usePlaceActions(community);
  const moves = useMoves(step);
  const settings: MenuEntry = {
    label: t('structure.categorySettings'),
    icon: SlidersHorizontal,
    run: () => navigation.openPlaceSettings({ kind: 'category', category: category.id }, 'overview'),
  };
  if (!category.mayManage) return [settings];
  return [
    settings,
    {
      label: t('sidebar.createChannel'),
      icon: Plus,
      run: () => navigation.openDialog({ kind: 'create-channel', category: category.id }),
    },
    'separator',
    ...moves,
    {
      label: t('structure.archive'),
      icon: Archive,
      run: () => void actions.archiveCategory(category, true),
    },
    {
      label: t('structure.deleteCategory'),
      icon: Trash2,
      tone: 'danger',
      run: () => void actions.deleteCategory(category),
    },
  ];
};
