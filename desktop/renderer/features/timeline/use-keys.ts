/** Arrows move between messages (one of them is in the tab order); letters act on the one in focus. */
import type { MessageId, MessageView } from '@maru/sync-core';
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { MessageActions } from './message-actions.ts';
import type { Row } from './rows.ts';

export const useTimelineKeys = ({
  rows,
  list,
  actions,
  onEdit,
  onReply,
  onPick,
}: {
  rows: readonly Row[];
  list: RefObject<VirtualizerHandle | null>;
  actions: MessageActions;
  onEdit: (message: MessageView) => void;
  onReply: (message: MessageView) => void;
  onPick: (message: MessageView, anchor: Element) => void;
}) => {
  const [chosen, setChosen] = useState<MessageId | null>(null);
  // Until one is chosen, Tab enters at the newest.
  const current = rows.some(({ message }) => message.id === chosen)
    ? chosen
    : (rows.at(-1)?.message.id ?? null);

  const focusRow = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setChosen(row.message.id);
    list.current?.scrollToIndex(index, { align: 'nearest' });
    requestAnimationFrame(() =>
      document.getElementById(`message-${row.message.id}`)?.focus({ preventScroll: true }),
    );
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target;
    if (!(target instanceof HTMLElement) || !target.hasAttribute('data-message')) return;
    const index = rows.findIndex(({ message }) => message.id === target.getAttribute('data-message'));
    const message = rows[index]?.message;
    if (!message || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    switch (event.key) {
      case 'ArrowUp':
        return act(() => focusRow(index - 1));
      case 'ArrowDown':
        return act(() => focusRow(index + 1));
      case 'Home':
        return act(() => focusRow(0));
      case 'End':
        return act(() => focusRow(rows.length - 1));
      case 'e':
      case 'E':
        return actions.canEdit(message) ? act(() => onEdit(message)) : undefined;
      case 'r':
      case 'R':
        return actions.canReply(message) ? act(() => onReply(message)) : undefined;
      case 't':
      case 'T':
        return actions.canThread(message) ? act(() => actions.openThread(message)) : undefined;
      case '+':
        return actions.canReact(message) ? act(() => onPick(message, target)) : undefined;
      case 'Delete':
      case 'Backspace':
        return actions.canDelete(message) ? act(() => actions.remove(message)) : undefined;
    }
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const id = event.target.closest('[data-message]')?.getAttribute('data-message');
    const row = rows.find(({ message }) => message.id === id);
    if (row) setChosen(row.message.id);
  };

  return { current, onKeyDown, onFocus };
};
