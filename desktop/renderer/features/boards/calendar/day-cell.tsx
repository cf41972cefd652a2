/** A day of the calendar and what is on it. */
// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid and a grid of days are no tables of data.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of these grids take the focus, rows and heads don't.
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { CalendarCheck } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { clockTime, fullDate, isSameDay } from '../../../text/time.ts';
import { useBoard } from '../board-context.ts';
import { type Day, startOf } from '../days.ts';
import styles from './calendar.module.css';
import type { CalendarItem } from './calendar-items.ts';

export const dayId = (day: Day): string => `day-${day}`;
export const itemKey = ({ card, kind, day }: CalendarItem): string => `${kind}:${card.id}:${day}`;
/** The element of an item that takes the focus. */
export const itemId = (item: CalendarItem): string => `item-${itemKey(item)}`;

export const ItemFace = ({ item }: { item: CalendarItem }) => {
  const { t, i18n } = useTranslation();
  const { card, kind, day } = item;
  const starts = card.event && isSameDay(startOf(day), card.event.starts) ? card.event.starts : null;
  return (
    <>
      {kind === 'event' && <Icon of={CalendarCheck} size={13} />}
      {kind === 'event' && starts !== null && (
        <span className={styles.time}>{clockTime(i18n.language, starts)}</span>
      )}
      <span className={styles.name} data-done={card.done || undefined}>
        {card.title}
      </span>
      {kind === 'due' && <span className="visually-hidden">, {t('boards.dueThatDay')}</span>}
      {card.done && <span className="visually-hidden">, {t('boards.done')}</span>}
    </>
  );
};

const Item = ({
  item,
  onMove,
}: {
  item: CalendarItem;
  onMove: (item: CalendarItem, days: number) => void;
}) => {
  const { locked, openCard } = useBoard();
  const { t } = useTranslation();
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: itemKey(item),
    disabled: locked !== null,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    if (event.altKey) {
      const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key] ?? 0;
      if (days !== 0 && locked === null) act(() => onMove(item, days));
      return;
    }
    const parts = [
      ...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-item]') ?? []),
    ];
    const at = parts.indexOf(event.currentTarget);
    if (event.key === 'ArrowDown') act(() => parts[at + 1]?.focus());
    if (event.key === 'ArrowUp') act(() => parts[at - 1]?.focus());
    if (event.key === 'Escape') act(() => document.getElementById(dayId(item.day))?.focus());
  };
  return (
    <li>
      <button
        ref={setNodeRef}
        id={itemId(item)}
        type="button"
        className={styles.item}
        data-item
        data-kind={item.kind}
        data-dragged={isDragging || undefined}
        style={{ '--tint': item.card.cover ? `var(--name-${item.card.cover})` : 'var(--ink-faint)' }}
        tabIndex={-1}
        aria-keyshortcuts={
          locked === null ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined
        }
        title={locked === null ? t('boards.itemHint') : undefined}
        onClick={(event) => {
          event.stopPropagation();
          openCard(item.card.id);
        }}
        {...listeners}
        onKeyDown={onKeyDown}
      >
        <ItemFace item={item} />
      </button>
    </li>
  );
};

export const DayCell = ({
  day,
  today,
  outside,
  tabbable,
  items,
  onKeyDown,
  onFocus,
  onMove,
  onMore,
  shown,
}: {
  day: Day;
  today: boolean;
  /** Of another month than the one shown. */
  outside: boolean;
  tabbable: boolean;
  items: readonly CalendarItem[];
  onKeyDown: (event: KeyboardEvent<HTMLElement>, day: Day) => void;
  onFocus: (day: Day) => void;
  onMove: (item: CalendarItem, days: number) => void;
  /** Shows the week, where all of it has room. */
  onMore: (day: Day) => void;
  /** Items that have room. */
  shown: number;
}) => {
  const { t, i18n } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: day });
  const label = `${fullDate(i18n.language, startOf(day))}, ${t('boards.itemCount', { count: items.length })}`;
  const more = items.length - shown;
  return (
    <div
      ref={setNodeRef}
      id={dayId(day)}
      role="gridcell"
      className={styles.day}
      data-today={today || undefined}
      data-outside={outside || undefined}
      data-over={isOver || undefined}
      aria-current={today ? 'date' : undefined}
      tabIndex={tabbable ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && onFocus(day)}
      onKeyDown={(event) => event.target === event.currentTarget && onKeyDown(event, day)}
    >
      <span className="visually-hidden">{today ? `${label}, ${t('time.today')}` : label}</span>
      <span className={styles.date} aria-hidden="true">
        {Number(day.slice(8))}
        <span className={styles.weekday}>
          {new Intl.DateTimeFormat(i18n.language, { weekday: 'short' }).format(startOf(day))}
        </span>
      </span>
      {items.length > 0 && (
        <ul>
          {(more > 1 ? items.slice(0, shown) : items).map((item) => (
            <Item key={itemKey(item)} item={item} onMove={onMove} />
          ))}
        </ul>
      )}
      {more > 1 && (
        <button type="button" className={styles.more} tabIndex={-1} onClick={() => onMore(day)}>
          {t('boards.moreItems', { count: more })}
        </button>
      )}
    </div>
  );
};
