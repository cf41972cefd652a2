/** A page that goes on writing by itself, and notes what it was told is saved. */
import type { Page } from '@playwright/test';

/**
 * A message every few moments, as fast as the app takes them. Notes in the browser's session storage
 * (which a reload leaves alone) the text of every message whose mark said where it is, and what stands in
 * the box. Ends with the composer, or by a reload after `reloadAfter` frames, whatever is under way then.
 */
export const startWriting = (page: Page, round: number, reloadAfter: number | null): Promise<void> =>
  page.evaluate(
    ([number, frames]) => {
      const box = document.querySelector<HTMLTextAreaElement>('textarea[role=combobox]');
      const setText = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
      if (!box || !setText) throw new Error('no composer');
      const note = (name: string, texts: readonly string[]) =>
        sessionStorage.setItem(name, JSON.stringify(texts));
      const saved = new Set<string>(JSON.parse(sessionStorage.getItem('saved') ?? '[]'));
      let written = 0;
      const step = (frame: number): void => {
        for (const mark of document.querySelectorAll('article [data-state]'))
          saved.add(mark.closest('article')?.querySelector('p')?.textContent ?? '');
        note('saved', [...saved]);
        if (!box.isConnected) return;
        note('box', [box.value]);
        if (frame === frames) {
          location.reload();
          return;
        }
        if (box.value === '' || frame % 3 !== 0) {
          const text = box.value === '' ? `r${number}m${written++} ` : `${box.value}word `;
          setText.call(box, text);
          box.dispatchEvent(new Event('input', { bubbles: true }));
        } else box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        requestAnimationFrame(() => step(frame + 1));
      };
      step(0);
    },
    [round, reloadAfter] as const,
  );

export const noted = async (page: Page, name: 'saved' | 'box'): Promise<readonly string[]> => {
  const parsed: unknown = JSON.parse(
    (await page.evaluate((key) => sessionStorage.getItem(key), name)) ?? '[]',
  );
  return Array.isArray(parsed) ? parsed.map(String) : [];
};
