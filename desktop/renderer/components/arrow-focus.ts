/** Up and down arrows move the focus among the parts of a list that match; at its ends they do nothing. */
import type { KeyboardEvent } from 'react';

export const arrowFocus =
  (selector: string) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !(event.target instanceof HTMLElement)) return;
    const parts = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const at = parts.indexOf(event.target);
    // From elsewhere in the list (a search box above it) down leads in.
    const next = at < 0 ? (step > 0 ? parts[0] : undefined) : parts[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
