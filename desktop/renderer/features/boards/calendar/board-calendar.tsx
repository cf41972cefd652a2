/**
 * The board by days: a month or a week as a grid (WAI-ARIA) that begins with the locale's first day. Arrows walk the
 * days, PageUp and PageDown the months or weeks, Enter goes into a day; cards are dragged to another day, or moved
 * by Alt and arrows.
 */
// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid and a grid of days are no tables of data.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells of these grids take the focus, rows and heads don't.
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../components/button.tsx';
import { Segments } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';
import { fullDate } from '../../../text/time.ts';
import { useNow } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import { addDays, addMonths, type Day, dayOf, firstDayFor, monthOf, startOf, weekOf } from '../days.ts';
import styles from './calendar.module.css';
import { type CalendarItem, itemsByDay, moveToDay } from './calendar-items.ts';
import { DayCell, dayId, ItemFace, itemId, itemKey } from './day-cell.tsx';

type Span = 'month' | 'week';
/** A month's day has room for so many; a week's for all. */
const shownInMonth = 3;
const slackPx = 6;
const restMs = 220;
const wanderPx = 8;

const none: readonly CalendarItem[] = [];

const titleOf = (language: string, span: Span, day: Day, week: readonly Day[]): string => {
  if (span === 'month')
    return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long' }).format(startOf(day));
  const range = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric' });
  return range.formatRange(startOf(week[0] ?? day), startOf(week.at(-1) ?? day));
};

export const BoardCalendar = () => {
  const { view, edit, say } = useBoard();
  const { environment } = useServices();
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const today = dayOf(useNow());
  const [span, setSpan] = useState<Span>('month');
  const [day, setDay] = useState<Day>(today);
  const [dragged, setDragged] = useState<CalendarItem | null>(null);
  const firstDay = firstDayFor(language, environment.languages);
  const weeks = span === 'month' ? monthOf(day, firstDay) : [weekOf(day, firstDay)];
  const items = useMemo(() => itemsByDay(view), [view]);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: slackPx } }),
    useSensor(TouchSensor, { activationConstraint: { delay: restMs, tolerance: wanderPx } }),
  );
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' });
  const weekdayLong = new Intl.DateTimeFormat(language, { weekday: 'long' });

  const itemOf = (id: string | number): CalendarItem | null => {
    for (const some of items.values()) for (const item of some) if (itemKey(item) === id) return item;
    return null;
  };
  const turn = (by: number) => setDay(span === 'month' ? addMonths(day, by) : addDays(day, 7 * by));
  const focusDay = (to: Day) => {
    setDay(to);
    requestAnimationFrame(() => document.getElementById(dayId(to))?.focus());
  };
  const move = async (item: CalendarItem, to: Day) => {
    const change = moveToDay(item, to);
    if (!change || !(await edit(change))) return;
    say(t('boards.movedToDay', { title: item.card.title, day: fullDate(language, startOf(to)) }));
  };
  const moveBy = async (item: CalendarItem, days: number) => {
    const to = addDays(item.day, days);
    await move(item, to);
    setDay(to);
    requestAnimationFrame(() => document.getElementById(itemId({ ...item, day: to }))?.focus());
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, at: Day) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    switch (event.key) {
      case 'ArrowLeft':
        return act(() => focusDay(addDays(at, -1)));
      case 'ArrowRight':
        return act(() => focusDay(addDays(at, 1)));
      case 'ArrowUp':
        return act(() => focusDay(addDays(at, -7)));
      case 'ArrowDown':
        return act(() => focusDay(addDays(at, 7)));
      case 'Home':
        return act(() => focusDay(weekOf(at, firstDay)[0] ?? at));
      case 'End':
        return act(() => focusDay(weekOf(at, firstDay).at(-1) ?? at));
      case 'PageUp':
        return act(() => focusDay(span === 'month' ? addMonths(at, -1) : addDays(at, -7)));
      case 'PageDown':
        return act(() => focusDay(span === 'month' ? addMonths(at, 1) : addDays(at, 7)));
      case 'Enter': {
        const first = items.get(at)?.[0];
        return first && act(() => document.getElementById(itemId(first))?.focus());
      }
    }
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const item = itemOf(active.id);
    if (item && over) void move(item, String(over.id));
  };

  return (
    <div className={styles.calendar} data-span={span}>
      <header className={styles.head}>
        <IconButton icon={ChevronLeft} side="bottom" label={t('boards.earlier')} onClick={() => turn(-1)} />
        <IconButton icon={ChevronRight} side="bottom" label={t('boards.later')} onClick={() => turn(1)} />
        <h2 aria-live="polite">{titleOf(language, span, day, weeks[0] ?? [])}</h2>
        <Button tone="quiet" onClick={() => setDay(today)}>
          {t('time.today')}
        </Button>
        <div className={styles.spans}>
          <Segments
            label={t('boards.span')}
            hideLabel
            value={span}
            onChange={setSpan}
            options={[
              { value: 'month', label: t('boards.month') },
              { value: 'week', label: t('boards.week') },
            ]}
          />
        </div>
      </header>
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        onDragStart={({ active }: DragStartEvent) => setDragged(itemOf(active.id))}
        onDragCancel={() => setDragged(null)}
        onDragEnd={onDragEnd}
      >
        <div role="grid" className={styles.grid} aria-label={t('boards.calendarLabel')}>
          <div role="row" className={styles.weekdays}>
            {(weeks[0] ?? []).map((one) => (
              <div key={one} role="columnheader" aria-label={weekdayLong.format(startOf(one))}>
                {weekday.format(startOf(one))}
              </div>
            ))}
          </div>
          {weeks.map((week) => (
            <div key={week[0]} role="row" className={styles.week}>
              {week.map((one) => (
                <DayCell
                  key={one}
                  day={one}
                  today={one === today}
                  outside={span === 'month' && one.slice(0, 7) !== day.slice(0, 7)}
                  tabbable={one === day}
                  items={items.get(one) ?? none}
                  shown={span === 'month' ? shownInMonth : Number.POSITIVE_INFINITY}
                  onKeyDown={onKeyDown}
                  onFocus={setDay}
                  onMove={(item, days) => void moveBy(item, days)}
                  onMore={(on) => {
                    setSpan('week');
                    focusDay(on);
                  }}
                />
              ))}
            </div>
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {dragged && (
            <div className={`${styles.item} ${styles.lifted}`} data-kind={dragged.kind}>
              <ItemFace item={dragged} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </div>
  );
};
