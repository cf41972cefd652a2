/**
 * The board as a table: a grid (WAI-ARIA) whose cells are walked with the arrows and written in with Enter; heads
 * sort. Rows are virtual, so that a thousand cards are as quick as ten.
 */
// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid and a grid of days are no tables of data.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of these grids take the focus, rows and heads don't.
import { ArrowDown, ArrowUp, PanelRightOpen } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useBoard } from '../board-context.ts';
import {
  rowsOf,
  type Sorting,
  sortRows,
  type TableColumn,
  type TableRow,
  tableColumns,
} from './sort-rows.ts';
import styles from './table.module.css';
import { CellEditor, CellValue } from './table-cell.tsx';

type Cell = { readonly row: number; readonly column: number };

const cellId = (row: TableRow, column: TableColumn): string => `cell-${row.card.id}-${column}`;
const next: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

const useHeads = (): Readonly<Record<TableColumn, string>> => {
  const { t } = useTranslation();
  return {
    done: t('boards.done'),
    title: t('boards.cardTitle'),
    column: t('boards.column'),
    assignees: t('boards.assignees'),
    labels: t('boards.labels'),
    due: t('boards.due'),
    checklist: t('boards.checklist'),
  };
};

/** Once: as it grows; again: the other way; a third time: as on the board. */
const turned = (sorting: Sorting | null, by: TableColumn): Sorting | null => {
  if (sorting?.by !== by) return { by, down: false };
  return sorting.down ? null : { by, down: true };
};

export const BoardTable = () => {
  const { view, locked, personOf, edit, openCard, say } = useBoard();
  const { t, i18n } = useTranslation();
  const heads = useHeads();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [at, setAt] = useState<Cell>({ row: 0, column: 1 });
  const [editing, setEditing] = useState<string | null>(null);
  const rows = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.language, { numeric: true });
    return sortRows(rowsOf(view), sorting, {
      nameOf: (member) => personOf(member).name,
      labelOf: (id) => view.labels.find((label) => label.id === id)?.name ?? '',
      compare,
    });
  }, [view, sorting, personOf, i18n.language]);

  const focus = (cell: Cell) => {
    const row = rows[cell.row];
    const column = tableColumns[cell.column];
    if (!row || !column) return;
    setAt(cell);
    list.current?.scrollToIndex(cell.row, { align: 'nearest' });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.getElementById(cellId(row, column))?.focus()),
    );
  };

  // What is written in takes the focus as it comes.
  useEffect(() => {
    if (editing !== null)
      document.getElementById(editing)?.querySelector<HTMLElement>('input, select, button')?.focus();
  }, [editing]);

  const begin = (row: TableRow, column: TableColumn) => {
    if (locked !== null) return say(locked);
    if (column === 'done') return void edit({ type: 'setDone', card: row.card.id, done: !row.card.done });
    if (column === 'checklist') return openCard(row.card.id);
    setEditing(cellId(row, column));
  };

  const onKeyDown = (event: KeyboardEvent, row: TableRow, column: TableColumn, cell: Cell) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const own = event.target === event.currentTarget;
    const act = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    if (event.key === 'Escape' && editing !== null)
      return act(() => {
        setEditing(null);
        focus(cell);
      });
    if (!own) return;
    const step = next[event.key];
    if (step) return act(() => focus({ row: cell.row + step.row, column: cell.column + step.column }));
    if (event.key === 'Home') return act(() => focus({ ...cell, column: 0 }));
    if (event.key === 'End') return act(() => focus({ ...cell, column: tableColumns.length - 1 }));
    if (event.key === 'PageDown')
      return act(() => focus({ ...cell, row: Math.min(rows.length - 1, cell.row + 10) }));
    if (event.key === 'PageUp') return act(() => focus({ ...cell, row: Math.max(0, cell.row - 10) }));
    if (event.key === 'Enter' || event.key === 'F2' || event.key === ' ')
      return act(() => begin(row, column));
    if (event.code === 'KeyO') return act(() => openCard(row.card.id));
  };

  return (
    <div ref={scroller} className={styles.scroll}>
      <div
        role="grid"
        className={styles.table}
        aria-label={t('boards.tableLabel')}
        aria-rowcount={rows.length + 1}
        aria-colcount={tableColumns.length + 1}
      >
        <div role="rowgroup" className={styles.heads}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {tableColumns.map((column) => {
              const sorted = sorting?.by === column ? sorting : null;
              return (
                <div
                  key={column}
                  role="columnheader"
                  aria-sort={sorted ? (sorted.down ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" onClick={() => setSorting(turned(sorting, column))}>
                    {heads[column]}
                    {sorted && <Icon of={sorted.down ? ArrowDown : ArrowUp} size={14} />}
                  </button>
                </div>
              );
            })}
            <div role="columnheader">
              <span className="visually-hidden">{t('boards.openCard')}</span>
            </div>
          </div>
        </div>
        <div role="rowgroup">
          <Virtualizer ref={list} scrollRef={scroller} bufferSize={400} startMargin={38}>
            {rows.map((row, index) => (
              <div key={row.card.id} role="row" aria-rowindex={index + 2} className={styles.row}>
                {tableColumns.map((column, place) => {
                  const id = cellId(row, column);
                  const writing = editing === id;
                  const cell = { row: index, column: place };
                  return (
                    <div
                      key={column}
                      id={id}
                      role="gridcell"
                      className={styles.cell}
                      data-column={column}
                      data-writing={writing || undefined}
                      aria-readonly={locked !== null || undefined}
                      tabIndex={at.row === index && at.column === place ? 0 : -1}
                      onFocus={(event) => event.target === event.currentTarget && setAt(cell)}
                      onKeyDown={(event) => onKeyDown(event, row, column, cell)}
                      onDoubleClick={() => editing !== id && begin(row, column)}
                    >
                      {writing ? (
                        <CellEditor
                          row={row}
                          column={column}
                          onDone={() => {
                            setEditing(null);
                            focus(cell);
                          }}
                        />
                      ) : (
                        <CellValue row={row} column={column} />
                      )}
                    </div>
                  );
                })}
                <div role="gridcell" className={styles.cell} data-column="open">
                  <IconButton
                    icon={PanelRightOpen}
                    size={16}
                    tip={false}
                    tabIndex={at.row === index ? 0 : -1}
                    label={t('boards.openNamed', { title: row.card.title })}
                    onClick={() => openCard(row.card.id)}
                  />
                </div>
              </div>
            ))}
          </Virtualizer>
        </div>
      </div>
      {rows.length === 0 && <p className={styles.none}>{t('boards.noCards')}</p>}
    </div>
  );
};
