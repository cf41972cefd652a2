/** A column's name, how many cards it holds, and what can be done with it. */
import type { DraggableSyntheticListeners } from '@dnd-kit/core';
import { type BoardColumn, limits } from '@maru/sync-core';
import { ArrowLeft, ArrowRight, MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import { ButtonMenu, type MenuEntry } from '../../../components/menu.tsx';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { columnMoveEdit } from './arrange.ts';
import styles from './columns.module.css';

const NameField = ({ column, onDone }: { column: BoardColumn; onDone: () => void }) => {
  const { edit } = useBoard();
  const { t } = useTranslation();
  const field = useFirstFocus<HTMLInputElement>();
  const [name, setName] = useState(column.title);
  const leave = (keep: boolean) => {
    const wanted = name.trim();
    if (keep && wanted !== '' && wanted !== column.title)
      void edit({ type: 'renameColumn', column: column.id, title: wanted });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    leave(event.key === 'Enter');
  };
  return (
    <input
      ref={field}
      className={styles.nameField}
      aria-label={t('boards.columnName')}
      value={name}
      maxLength={limits.boardTitleChars}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => leave(true)}
    />
  );
};

export const ColumnHead = ({
  column,
  index,
  listeners,
  onAdd,
}: {
  column: BoardColumn;
  index: number;
  /** Of the drag by its head. */
  listeners: DraggableSyntheticListeners;
  onAdd: () => void;
}) => {
  const { view, locked, edit, say } = useBoard();
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const count = column.cards.length;
  const move = async (to: number) => {
    const done = await edit(columnMoveEdit(view.columns, column.id, to));
    if (done) say(t('boards.columnMoved', { name: column.title, at: to + 1, count: view.columns.length }));
  };
  const entries: readonly MenuEntry[] = [
    { label: t('boards.addCard'), icon: Plus, reason: locked, run: onAdd },
    { label: t('boards.rename'), icon: Pencil, reason: locked, run: () => setRenaming(true) },
    'separator',
    {
      label: t('boards.moveLeft'),
      icon: ArrowLeft,
      reason: locked ?? (index === 0 ? t('boards.isFirst') : null),
      run: () => void move(index - 1),
    },
    {
      label: t('boards.moveRight'),
      icon: ArrowRight,
      reason: locked ?? (index === view.columns.length - 1 ? t('boards.isLast') : null),
      run: () => void move(index + 1),
    },
    'separator',
    {
      label: t('boards.removeColumn'),
      icon: Trash2,
      tone: 'danger',
      reason: locked ?? (count > 0 ? t('boards.removeColumnFirst') : null),
      run: () => void edit({ type: 'removeColumn', column: column.id, moveTo: null }),
    },
  ];
  return (
    <header className={styles.head} {...(renaming ? {} : listeners)}>
      {renaming ? (
        <NameField column={column} onDone={() => setRenaming(false)} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: a second way; the menu beside it has the same.
        <div className={styles.names} onDoubleClick={() => locked === null && setRenaming(true)}>
          <h2 id={`column-${column.id}`}>{column.title}</h2>
          <span className={styles.count} aria-hidden="true">
            {count}
          </span>
          <span className="visually-hidden">{t('boards.cardCount', { count })}</span>
        </div>
      )}
      <ButtonMenu
        align="end"
        entries={entries}
        trigger={
          <IconButton
            icon={MoreHorizontal}
            size={16}
            tip={false}
            label={t('boards.columnMenu', { name: column.title })}
          />
        }
      />
    </header>
  );
};
