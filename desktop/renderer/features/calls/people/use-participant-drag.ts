/**
 * Somebody in a call is moved by dragging them onto another voice channel's row, with a mouse or a pen; a finger
 * scrolls, and keys have the menu. Escape lets go.
 */
import type { CallParticipantView, ChannelId, CommunityId } from '@maru/sync-core';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';
import { useModeration } from './use-moderation.ts';

/** A press that wanders less than this is a click. */
const slackPx = 6;

/** The voice channel's row under the pointer, if it is another one. */
const rowUnder = (x: number, y: number, from: ChannelId): HTMLElement | null => {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-channel][data-voice]') ?? null;
  return row?.dataset['channel'] === from ? null : row;
};

export const useParticipantDrag = (
  community: CommunityId,
  channel: ChannelId,
  one: CallParticipantView,
  mayMove: boolean,
) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { move } = useModeration(community, channel);
  const press = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const target = useRef<HTMLElement | null>(null);
  const [dragging, setDragging] = useState(false);

  const mark = (row: HTMLElement | null): void => {
    if (row === target.current) return;
    target.current?.removeAttribute('data-drop');
    row?.setAttribute('data-drop', '');
    target.current = row;
  };
  const stop = (): void => {
    press.current = null;
    mark(null);
    setDragging(false);
  };
  const latestStop = useRef(stop);
  latestStop.current = stop;

  useEffect(() => {
    if (!dragging) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latestStop.current();
    };
    // The click that ends a drag opens no card.
    const onClick = (event: MouseEvent) => {
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      // It comes right after the pointer went up.
      setTimeout(() => window.removeEventListener('click', onClick, true));
    };
  }, [dragging]);

  const drop = async (to: string | undefined): Promise<void> => {
    const places = await bridge.query('voicePlaces', { community, member: one.member });
    if (!places.ok) return void toasts.show(errorWords(t, places.error), { tone: 'problem' });
    const place = places.value.find((known) => known.channel === to);
    if (place) await move(one, place);
  };

  if (!mayMove) return { dragging: false, handlers: {} };
  return {
    dragging,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button === 0 && event.pointerType !== 'touch')
          press.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const pressed = press.current;
        if (!pressed) return;
        if (event.buttons === 0) return stop();
        if (!dragging) {
          if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < slackPx) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
        }
        mark(rowUnder(event.clientX, event.clientY, channel));
      },
      onPointerUp() {
        const to = target.current?.dataset['channel'];
        const dropped = dragging && to !== undefined;
        stop();
        if (dropped) void drop(to);
      },
      onPointerCancel: stop,
    },
  };
};
