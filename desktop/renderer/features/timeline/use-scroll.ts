/**
 * How the list stands: at its newest end it stays there while rows grow or arrive; elsewhere nothing
 * moves what is read. Jumps go through `reveal`.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { TimelineState, TimelineStore } from '../../stores/timeline-store.ts';
import type { Row } from './rows.ts';

/** Closer than this to the end counts as at the end. */
const endSlackPx = 48;
/** Pages are asked for before their rows are needed. */
const aheadPx = 1_200;
/** Without a scroll event this long the list is at rest; virtua's own wait, and a little. */
const restMs = 200;

export const useTimelineScroll = (
  timeline: TimelineStore,
  state: TimelineState,
  rows: readonly Row[],
  list: RefObject<VirtualizerHandle | null>,
  scroller: RefObject<HTMLDivElement | null>,
) => {
  const [atEnd, setAtEnd] = useState(true);
  const stick = useRef(true);
  const lastTop = useRef(0);
  /** Where it stood at the last scroll event, and whether it is on its way down until it rests. */
  const heard = useRef(0);
  const falling = useRef(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  /**
   * virtua keeps the direction that it had when rows came before the others until the list rests: on the way down
   * that is no row drawn ahead for whoever turns and reads up.
   */
  const mayShift = useCallback(() => !falling.current, []);

  /** The store keeps the newest in the run for as long as this list stands at its end. */
  const hold = useCallback(
    (end: boolean) => {
      stick.current = end;
      timeline.follow(end);
    },
    [timeline],
  );

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    hold(!timeline.store.getState().hasNewer);
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, [scroller, timeline, hold]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    // Only a move upwards leaves the end: rows that turn out taller than expected push it away without one.
    const grown = stick.current && below >= endSlackPx && element.scrollTop >= lastTop.current;
    lastTop.current = element.scrollTop;
    if (grown) toEnd();
    const end = grown || below < endSlackPx;
    hold(end && !timeline.store.getState().hasNewer);
    setAtEnd(stick.current);
    if (stick.current && document.visibilityState === 'visible') timeline.reachedEnd();
    if (element.scrollTop < aheadPx) void timeline.loadOlder(mayShift);
    if (below < aheadPx) void timeline.loadNewer();
  }, [scroller, timeline, toEnd, hold, mayShift]);

  const scrolled = useCallback(() => {
    falling.current = (scroller.current?.scrollTop ?? 0) > heard.current;
    heard.current = scroller.current?.scrollTop ?? 0;
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      falling.current = false;
      settle();
    }, restMs);
    settle();
  }, [scroller, settle]);
  useEffect(() => () => clearTimeout(rest.current), []);

  // A new run: at its target, else where reading stopped or at the end.
  const generation = state.generation;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per run, with the rows it came with.
  useLayoutEffect(() => {
    if (rows.length === 0) return hold(true);
    const wanted = state.target
      ? rows.findIndex(({ message }) => message.id === state.target)
      : rows.findIndex(({ firstUnread }) => firstUnread);
    if (wanted >= 0) {
      hold(false);
      list.current?.scrollToIndex(wanted, {
        align: state.target ? 'center' : 'start',
        offset: state.target ? 0 : -80,
      });
    } else {
      toEnd();
    }
    const frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);
  }, [generation]);

  // Rows that arrive or grow while at the end push the end into view.
  const last = rows.at(-1)?.message.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the last row changes.
  useLayoutEffect(() => {
    if (stick.current) toEnd();
    const frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);
  }, [last, rows.length]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => stick.current && toEnd());
    observer.observe(element);
    if (element.firstElementChild) for (const child of element.children) observer.observe(child);
    const seen = () => settle();
    document.addEventListener('visibilitychange', seen);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', seen);
    };
  }, [scroller, toEnd, settle]);

  return { atEnd, scrolled, toEnd };
};
