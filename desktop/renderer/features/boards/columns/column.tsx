/** A column: its head, its cards as a virtual list, the line where one would land, and a place for new ones. */
import { useDraggable } from '@dnd-kit/core';
import type { BoardCard, BoardColumn, ColumnId } from '@maru/sync-core';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useBoard } from '../board-context.ts';
import { AddCard } from './add-card.tsx';
import { CardRow } from './card-row.tsx';
import { ColumnHead } from './column-head.tsx';
import styles from './columns.module.css';

export type ColumnProps = {
  readonly column: BoardColumn;
  readonly index: number;
  readonly lists: RefObject<Map<string, VirtualizerHandle>>;
  readonly current: string | null;
  /** Carried with the keys. */
  readonly picked: string | null;
  /** Under a pointer. */
  readonly dragged: string | null;
  readonly line: number | null;
  /** Which of its sides another column would land at. */
  readonly side: 'before' | 'after' | null;
  readonly renaming: string | null;
  readonly adding: boolean;
  readonly hintId: string;
  readonly onAdding: (column: ColumnId | null) => void;
  readonly onMenu: (card: BoardCard, anchor: Element) => void;
  readonly onRename: (card: string | null) => void;
};

export const Column = (props: ColumnProps) => {
  const { column, index, lists, current, picked, dragged, line, side, renaming, adding, hintId } = props;
  const { locked } = useBoard();
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: `column:${column.id}`,
    disabled: locked !== null,
  });
  // What has the focus, and what hangs on the pointer, must not be unmounted as the list scrolls.
  const kept = column.cards.flatMap(({ id }, at) => (id === current || id === dragged ? [at] : []));
  return (
    <section
      ref={setNodeRef}
      className={styles.column}
      aria-labelledby={`column-${column.id}`}
      data-column={column.id}
      data-dragged={isDragging || undefined}
      data-side={side ?? undefined}
    >
      <ColumnHead
        column={column}
        index={index}
        listeners={listeners}
        onAdd={() => props.onAdding(column.id)}
      />
      <div ref={scroller} className={styles.list} data-list>
        {column.cards.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a virtual list's rows are not children of its list.
          <div role="list" aria-labelledby={`column-${column.id}`}>
            <Virtualizer
              ref={(handle) => {
                if (handle) lists.current.set(column.id, handle);
                else lists.current.delete(column.id);
              }}
              scrollRef={scroller}
              bufferSize={300}
              keepMounted={kept}
            >
              {column.cards.map((card, at) => (
                <CardRow
                  key={card.id}
                  card={card}
                  index={at}
                  size={column.cards.length}
                  tabbable={card.id === current}
                  picked={card.id === picked}
                  renaming={card.id === renaming}
                  hintId={hintId}
                  onMenu={props.onMenu}
                  onRename={props.onRename}
                />
              ))}
            </Virtualizer>
          </div>
        )}
        {column.cards.length === 0 && !adding && <p className={styles.none}>{t('boards.emptyColumn')}</p>}
        {line !== null && <div className={styles.line} style={{ top: `${line}px` }} />}
      </div>
      {locked === null && (
        <AddCard column={column} open={adding} onOpen={(open) => props.onAdding(open ? column.id : null)} />
      )}
    </section>
  );
};
