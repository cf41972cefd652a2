/**
 * All that a person types in the app is a secret of theirs: messages, notes, cards, comments, names of whatever. What
 * a test's author forgets to name is looked for all the same.
 */
import type { BrowserContext } from '@playwright/test';

/** Shorter ones are found by chance, or in the relay's own words. */
const leastBytes = 8;
/** Addresses are dialled, and so are told to the network. */
const isTold = (text: string): boolean => text.includes('://');

const reportTyped = (): void => {
  const waiting = new Map<EventTarget, string>();
  let timer = 0;
  const flush = (): void => {
    clearTimeout(timer);
    timer = 0;
    const report: unknown = Reflect.get(window, 'maruTyped');
    if (typeof report === 'function') for (const text of waiting.values()) report(text);
    waiting.clear();
  };
  /** Of an editor the line with the caret, of a field its value. */
  const textOf = (target: EventTarget): string => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.value;
    const line = getSelection()?.anchorNode?.parentElement?.closest('p, h1, h2, h3, h4, li, td, th, pre');
    return line?.textContent ?? '';
  };
  document.addEventListener(
    'input',
    ({ target }) => {
      if (!target) return;
      waiting.set(target, textOf(target));
      if (timer === 0) timer = window.setTimeout(flush, 100);
    },
    true,
  );
  document.addEventListener('maru-typed', flush);
};

/** Adds whatever is typed in that browser to `secrets`. */
export const keepTyped = async (context: BrowserContext, secrets: Set<string>): Promise<void> => {
  await context.exposeBinding('maruTyped', (_source, text: unknown) => {
    if (typeof text !== 'string' || isTold(text)) return;
    const typed = text.trim();
    if (Buffer.byteLength(typed) >= leastBytes) secrets.add(typed);
  });
  await context.addInitScript(reportTyped);
};

/** Waits for what was typed just now. */
export const takeTyped = async (context: BrowserContext): Promise<void> => {
  for (const page of context.pages())
    await page.evaluate(() => document.dispatchEvent(new Event('maru-typed'))).catch(() => undefined);
};
