/** A category's name: folds it, and carries its menu. */
import type { CategoryView, CommunityId } from '@maru/sync-core';
import { ChevronDown, MoreHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WithContextMenu } from '../../components/context-menu.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import type { Direction } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { AttentionEntries } from '../notifications/attention-entries.tsx';
import { MutedMark } from '../notifications/muted-mark.tsx';
import { useCategoryMenu } from '../structure/place-menu.ts';
import styles from './sidebar.module.css';
import { rowId } from './use-moves.ts';

export const CategoryHead = ({
  community,
  category,
  shut,
  dragged,
  onToggle,
  onStep,
  children,
}: {
  community: CommunityId;
  category: CategoryView;
  shut: boolean;
  dragged: boolean;
  onToggle: () => void;
  onStep: (direction: Direction) => void;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const entries = useCategoryMenu(community, category, onStep);
  const { navigation } = useServices();
  const { id, name } = category;
  const attention = (
    <AttentionEntries
      subject={{ type: 'category', community, category: id }}
      onSettings={() => navigation.openPlaceSettings({ kind: 'category', category: id }, 'notifications')}
    />
  );
  const head = (
    <div
      className={styles.category}
      data-category={id}
      data-drag={category.mayManage || undefined}
      data-dragged={dragged || undefined}
      data-muted={category.muted || undefined}
    />
  );
  return (
    <WithContextMenu trigger={head} header={attention} entries={entries}>
      <button
        id={rowId(id)}
        type="button"
        data-row
        aria-expanded={!shut}
        aria-label={shut ? t('sidebar.expand', { name }) : t('sidebar.collapse', { name })}
        aria-keyshortcuts={category.mayManage ? 'Control+Shift+ArrowUp Control+Shift+ArrowDown' : undefined}
        onClick={onToggle}
      >
        <span>{name}</span>
        <Icon of={ChevronDown} size={13} />
        {category.muted && <MutedMark />}
      </button>
      <ButtonMenu
        trigger={
          <button type="button" className={styles.headMenu} aria-label={t('sidebar.channelMenu', { name })}>
            <Icon of={MoreHorizontal} size={16} />
          </button>
        }
        header={attention}
        entries={entries}
      />
      {children}
    </WithContextMenu>
  );
};
