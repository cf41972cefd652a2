/**
 * A text that several people type in: what one types goes out as splices of the text one saw, one batch after the
 * other; what comes back from the others is worked into what one has typed meanwhile, and the caret stays put.
 */
import type { BoardCard } from '@maru/sync-core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useBoard } from '../board-context.ts';
import { mergeTexts, shiftedCaret, spliceOf } from './text-splice.ts';

export const useSharedText = (card: BoardCard, field: RefObject<HTMLTextAreaElement | null>) => {
  const { edit, store } = useBoard();
  const [text, setText] = useState(card.description);
  /** What the board says that `text` came of. */
  const base = useRef(card.description);
  const local = useRef(card.description);
  const sending = useRef(false);
  const caret = useRef<readonly [number, number] | null>(null);

  /** As the board says now: what is drawn may be a moment behind. */
  const said = (): string => {
    const { page } = store.store.getState();
    const cards = page ? [...page.board.columns.flatMap((one) => one.cards), ...page.board.archived] : [];
    return cards.find(({ id }) => id === card.id)?.description ?? card.description;
  };

  const show = (next: string) => {
    const change = spliceOf(local.current, next);
    const element = field.current;
    if (change && element && document.activeElement === element)
      caret.current = [
        shiftedCaret(element.selectionStart, change),
        shiftedCaret(element.selectionEnd, change),
      ];
    local.current = next;
    setText(next);
  };

  useLayoutEffect(() => {
    if (caret.current) field.current?.setSelectionRange(...caret.current);
    caret.current = null;
  });

  // What is on its way is compared with when it has arrived.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text that the board says.
  useEffect(() => {
    const now = said();
    if (sending.current || now === base.current) return;
    show(mergeTexts(base.current, local.current, now));
    base.current = now;
  }, [card.description]);

  const send = async () => {
    if (sending.current) return;
    sending.current = true;
    for (;;) {
      const sent = local.current;
      const splice = spliceOf(base.current, sent);
      if (!splice) break;
      const done = await edit({
        type: 'editDescription',
        card: card.id,
        base: base.current,
        splices: [splice],
      });
      // What was refused stays in the field.
      if (!done) break;
      const now = said();
      show(mergeTexts(sent, local.current, now));
      base.current = now;
    }
    sending.current = false;
  };

  return {
    text,
    change: (next: string) => {
      local.current = next;
      setText(next);
      void send();
    },
  };
};
