/**
 * Cards and columns dragged with a mouse, a pen or a finger (which rests first: else it scrolls). A line shows where
 * it would land; nothing else moves under the pointer. What was let go stays there until the board shows it.
 */
import {
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { BoardColumn, ColumnId } from '@maru/sync-core';
import { type RefObject, useRef, useState } from 'react';
import { useBoard } from '../board-context.ts';
import { type CardMove, columnMoveEdit, findCard, isSamePlace, moveEdit, placeOf } from './arrange.ts';
import { type Drop, dropPlace } from './drop-place.ts';

export type Dragged = { readonly kind: 'card' | 'column'; readonly id: string };

/** A press that wanders less is a click; a finger that rests less scrolls. */
const slackPx = 6;
const restMs = 220;
const wanderPx = 8;

const parse = (id: string | number): Dragged => {
  const [kind, ...rest] = String(id).split(':');
  return { kind: kind === 'column' ? 'column' : 'card', id: rest.join(':') };
};

/** `dragged` would land at `index` among the others, beside `column`. */
export type ColumnDrop = { readonly dragged: ColumnId; readonly column: ColumnId; readonly index: number };

export const useBoardDrag = (board: RefObject<HTMLElement | null>, columns: readonly BoardColumn[]) => {
  const { edit } = useBoard();
  const pointer = useRef<{ x: number; y: number } | null>(null);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const [columnDrop, setColumnDrop] = useState<ColumnDrop | null>(null);
  const [held, setHeld] = useState<CardMove | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: slackPx } }),
    useSensor(TouchSensor, { activationConstraint: { delay: restMs, tolerance: wanderPx } }),
  );

  /** Above or beneath a column counts as in it. */
  const columnAt = (x: number): { column: BoardColumn; element: HTMLElement } | null => {
    const elements = [...(board.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
    const element = elements.find((one) => x <= one.getBoundingClientRect().right) ?? elements.at(-1);
    const column = columns.find(({ id }) => id === element?.dataset['column']);
    return element && column ? { column, element } : null;
  };

  const collision: CollisionDetection = (args) => {
    if (args.pointerCoordinates) pointer.current = args.pointerCoordinates;
    return pointerWithin(args);
  };

  const look = (one: Dragged) => {
    const at = pointer.current;
    const found = at && columnAt(at.x);
    if (!at || !found) return;
    if (one.kind === 'card') {
      const list = found.element.querySelector<HTMLElement>('[data-list]');
      const card = findCard(columns, one.id);
      if (list && card) setDrop(dropPlace(list, found.column, card.id, at.y));
      return;
    }
    const moved = columns.find(({ id }) => id === one.id);
    const others = columns.filter(({ id }) => id !== one.id);
    const { left, width } = found.element.getBoundingClientRect();
    const over = others.findIndex(({ id }) => id === found.column.id);
    if (!moved || over < 0) return setColumnDrop(null);
    const index = over + (at.x > left + width / 2 ? 1 : 0);
    setColumnDrop({ dragged: moved.id, column: found.column.id, index });
  };

  const clear = () => {
    setDragged(null);
    setDrop(null);
    setColumnDrop(null);
    pointer.current = null;
  };

  const onDragEnd = async ({ active }: DragEndEvent) => {
    const one = parse(active.id);
    const [card, column] = [drop, columnDrop];
    clear();
    if (one.kind === 'column') {
      if (column) await edit(columnMoveEdit(columns, column.dragged, column.index));
      return;
    }
    if (!card || isSamePlace(placeOf(columns, card.move.card), card.move)) return;
    setHeld(card.move);
    await edit(moveEdit(columns, card.move));
    setHeld(null);
  };

  return {
    dragged,
    drop,
    columnDrop,
    held,
    context: {
      sensors,
      collisionDetection: collision,
      onDragStart: ({ active }: DragStartEvent) => setDragged(parse(active.id)),
      onDragMove: ({ active }: { active: { id: string | number } }) => look(parse(active.id)),
      onDragCancel: clear,
      onDragEnd: (event: DragEndEvent) => void onDragEnd(event),
    },
  };
};
