/**
 * Order by dragging, with a mouse or a pen: a finger scrolls, and has the menus instead. Escape lets go. The list's
 * rows say what they are by data attributes (see slots.ts).
 */
import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Move } from '../../stores/place-moves.ts';
import { type Dragged, draggedFrom, nearestSlot } from './slots.ts';

export type Drag = {
  readonly dragged: Dragged;
  readonly move: Move;
  /** Where the line is drawn, from the list's own top. */
  readonly top: number;
};

/** A press that wanders less than this is a click. */
const slackPx = 6;
/** So near its edge the list scrolls, by this at each frame. */
const edgePx = 28;
const scrollPx = 6;

type Press = { readonly dragged: Dragged; readonly x: number; readonly y: number };

export const useReorder = (onMove: (move: Move) => void) => {
  const list = useRef<HTMLElement>(null);
  const press = useRef<Press | null>(null);
  const pointerY = useRef(0);
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragging = drag !== null;

  const look = useCallback((dragged: Dragged) => {
    const element = list.current;
    const slot = element && nearestSlot(element, dragged, pointerY.current);
    if (!element || !slot) return;
    const top = slot.y - element.getBoundingClientRect().top + element.scrollTop;
    setDrag((before) => (before?.top === top ? before : { dragged, move: slot.move, top }));
  }, []);

  const stop = useCallback(() => {
    press.current = null;
    setDrag(null);
  }, []);

  useEffect(() => {
    if (!dragging) return;
    let frame = 0;
    const scroll = () => {
      frame = requestAnimationFrame(scroll);
      const element = list.current;
      if (!element || !press.current) return;
      const { top, bottom } = element.getBoundingClientRect();
      const by = pointerY.current < top + edgePx ? -1 : pointerY.current > bottom - edgePx ? 1 : 0;
      if (by === 0) return;
      element.scrollTop += by * scrollPx;
      look(press.current.dragged);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    frame = requestAnimationFrame(scroll);
    window.addEventListener('keydown', onKey, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [dragging, look, stop]);

  /** The click that ends a drag opens nothing. */
  const swallowClick = () => {
    const swallow = (event: MouseEvent) => {
      event.stopPropagation();
      event.preventDefault();
    };
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, true));
  };

  return {
    list,
    drag,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        const dragged = draggedFrom(event.target);
        if (dragged) press.current = { dragged, x: event.clientX, y: event.clientY };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const pressed = press.current;
        if (!pressed) return;
        if (event.buttons === 0) return stop();
        pointerY.current = event.clientY;
        if (!drag) {
          if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < slackPx) return;
          event.currentTarget.setPointerCapture(event.pointerId);
        }
        look(pressed.dragged);
      },
      onPointerUp() {
        press.current = null;
        if (!drag) return;
        swallowClick();
        setDrag(null);
        onMove(drag.move);
      },
      onPointerCancel: stop,
    },
  };
};
