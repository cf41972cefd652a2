/** The board as columns of cards. */
import { DndContext, DragOverlay } from '@dnd-kit/core';
import type { BoardCard, BoardColumn } from '@maru/sync-core';
import { useCallback, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VirtualizerHandle } from 'virtua';
import { useBoard } from '../board-context.ts';
import { CardMenu } from '../card/card-menu.tsx';
import { MoveDialog } from '../card/move-dialog.tsx';
import { AddColumn } from './add-column.tsx';
import { arrange, columnOfCard, findCard } from './arrange.ts';
import { CardFace } from './card-face.tsx';
import { cardElementId } from './card-row.tsx';
import { Column } from './column.tsx';
import styles from './columns.module.css';
import { type ColumnDrop, useBoardDrag } from './use-board-drag.ts';
import { useBoardKeys } from './use-board-keys.ts';

const sideOf = (
  columns: readonly BoardColumn[],
  column: string,
  drop: ColumnDrop | null,
  dragged: string,
) => {
  if (drop?.column !== column) return null;
  const at = columns.filter(({ id }) => id !== dragged).findIndex(({ id }) => id === column);
  return drop.index > at ? 'after' : 'before';
};

export const Columns = () => {
  const { view, locked } = useBoard();
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const lists = useRef(new Map<string, VirtualizerHandle>());
  const hintId = useId();
  const [renaming, setRenaming] = useState<string | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const [moving, setMoving] = useState<BoardCard | null>(null);
  const [menu, setMenu] = useState<{ card: BoardCard; anchor: Element } | null>(null);

  const focusCard = useCallback((columns: readonly BoardColumn[], card: string) => {
    const column = columnOfCard(columns, card);
    const index = column?.cards.findIndex(({ id }) => id === card) ?? -1;
    if (!column || index < 0) return;
    // What is drawn already takes the keys at once; what isn't is brought in first.
    document.getElementById(cardElementId(card))?.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      lists.current.get(column.id)?.scrollToIndex(index, { align: 'nearest' });
      requestAnimationFrame(() => {
        const element = document.getElementById(cardElementId(card));
        element?.focus({ preventScroll: true });
        element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      });
    });
  }, []);

  const drag = useBoardDrag(root, view.columns);
  const keys = useBoardKeys(view.columns, focusCard, {
    rename: ({ id }) => setRenaming(id),
    move: setMoving,
    add: ({ id }) => setAdding(id),
  });
  const shown = arrange(view.columns, drag.held ?? keys.picked);
  const draggedCard = drag.dragged?.kind === 'card' ? findCard(view.columns, drag.dragged.id) : undefined;
  const draggedColumn =
    drag.dragged?.kind === 'column' ? view.columns.find(({ id }) => id === drag.dragged?.id) : undefined;

  const openMenu = useCallback((card: BoardCard, anchor: Element) => setMenu({ card, anchor }), []);
  const rename = useCallback((card: string | null) => {
    // Focus goes back to the card that was renamed.
    setRenaming((before) => {
      if (card === null && before !== null)
        requestAnimationFrame(() => document.getElementById(cardElementId(before))?.focus());
      return card;
    });
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the cards in it.
    <div
      ref={root}
      className={styles.columns}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
    >
      <p id={hintId} hidden>
        {t('boards.cardHint')}
      </p>
      <DndContext {...drag.context} accessibility={{ announcements: silent }}>
        {shown.map((column, index) => (
          <Column
            key={column.id}
            column={column}
            index={index}
            lists={lists}
            current={keys.current}
            picked={keys.picked?.card ?? null}
            dragged={draggedCard?.id ?? null}
            line={drag.drop?.move.column === column.id ? drag.drop.top : null}
            side={sideOf(view.columns, column.id, drag.columnDrop, drag.dragged?.id ?? '')}
            renaming={renaming}
            adding={adding === column.id}
            hintId={hintId}
            onAdding={setAdding}
            onMenu={openMenu}
            onRename={rename}
          />
        ))}
        {locked === null && <AddColumn />}
        <DragOverlay dropAnimation={null}>
          {draggedCard && (
            <div className={`${styles.card} ${styles.lifted}`}>
              <CardFace card={draggedCard} />
            </div>
          )}
          {draggedColumn && (
            <div className={`${styles.liftedColumn} ${styles.lifted}`}>{draggedColumn.title}</div>
          )}
        </DragOverlay>
      </DndContext>
      {menu && (
        <CardMenu
          card={menu.card}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          onRename={() => setRenaming(menu.card.id)}
          onMove={() => setMoving(menu.card)}
        />
      )}
      {moving && (
        <MoveDialog
          card={moving}
          onClose={() => setMoving(null)}
          onMoved={(columns) => focusCard(columns, moving.id)}
        />
      )}
    </div>
  );
};

/** Keys are heard here and said in our own words: the library has nothing to tell. */
const silent = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};
