/**
 * Keys while it rings: accept and decline from wherever one is, and F6 to the card's `data-first` and back. The focus stays where
 * it is until then, and returns there when the card goes.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { combo, modKey } from '../../../components/keys.tsx';
import { useServices } from '../../../stores/services.ts';

export const acceptKeys = [modKey, 'Shift', 'Enter'] as const;
export const declineKeys = [modKey, 'Shift', 'Backspace'] as const;
export const acceptKeysText = combo(...acceptKeys);
export const declineKeysText = combo(...declineKeys);

const focused = (): HTMLElement | null =>
  document.activeElement instanceof HTMLElement ? document.activeElement : null;

export const useRingKeys = (card: RefObject<HTMLElement | null>, isOn: boolean): void => {
  const { ringing } = useServices();
  const before = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const goBack = (): void => {
      before.current?.focus();
      before.current = null;
    };
    const isInside = (): boolean => card.current?.contains(document.activeElement) === true;
    const onKey = (event: KeyboardEvent): void => {
      const all = (event.ctrlKey || event.metaKey) && event.shiftKey;
      if (all && event.key === 'Enter') void ringing.accept();
      else if (all && event.key === 'Backspace') void ringing.decline();
      else if (event.key === 'F6' && isInside()) goBack();
      else if (event.key === 'F6') {
        before.current = focused();
        card.current?.querySelector<HTMLElement>('[data-first]')?.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the page's own keys: a text field would take some of them.
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      if (isInside()) goBack();
    };
  }, [ringing, card, isOn]);
};
