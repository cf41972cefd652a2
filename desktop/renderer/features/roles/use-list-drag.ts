/** Order by dragging a row's grip, with mouse, pen or finger; Escape lets go where it was. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';

type Dragging = { readonly from: number; readonly to: number; readonly y: number };

export const useListDrag = (onMove: (from: number, to: number) => void) => {
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<Dragging | null>(null);
  const active = drag !== null;

  useEffect(() => {
    if (!active) return;
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      setDrag(null);
    };
    window.addEventListener('keydown', letGo, true);
    return () => window.removeEventListener('keydown', letGo, true);
  }, [active]);

  /** Which place the row would take, and where the line is drawn, from the list's top. */
  const placeAt = (from: number, y: number): Dragging => {
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const top = list.current?.getBoundingClientRect().top ?? 0;
    const before = rows.findIndex((row) => y < row.top + row.height / 2);
    const gap = before < 0 ? rows.length : before;
    const line = gap < rows.length ? (rows[gap]?.top ?? 0) : (rows.at(-1)?.bottom ?? 0);
    return { from, to: gap > from ? gap - 1 : gap, y: line - top };
  };

  return {
    list,
    drag,
    /** For the grip of the row at this place. */
    grip: (index: number) => ({
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag(placeAt(index, event.clientY));
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (drag) setDrag(placeAt(drag.from, event.clientY));
      },
      onPointerUp() {
        if (!drag) return;
        setDrag(null);
        if (drag.to !== drag.from) onMove(drag.from, drag.to);
      },
      onPointerCancel: () => setDrag(null),
    }),
  };
};
