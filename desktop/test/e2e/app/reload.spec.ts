/** The page is reloaded at any moment: what was said to be saved is there, and so is what was being written. */

import { createSeededRandom } from '@maru/sync-core/testing';
import type { Page } from '@playwright/test';
import { begin, create, openChannel, timeline } from './acts.ts';
import { expect, firstChannel, test } from './fixture.ts';

const rounds = 6;
const seed = 'reload 1';

/**
 * Goes on writing by itself, a message every few moments, as fast as the app takes them, and notes in the
 * browser's session storage (which a reload leaves alone) the text of every message whose mark said
 * where it is, and what stands in the box. Reloads after `moments` frames, whatever is under way then.
 */
const writeUntilReload = async (page: Page, round: number, moments: number): Promise<void> => {
  const reloaded = page.waitForEvent('load');
  await page.evaluate(
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
        note('box', [box.value]);
        if (frame >= frames) {
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
    [round, moments] as const,
  );
  await reloaded;
};

const noted = async (page: Page, name: string): Promise<readonly string[]> => {
  const parsed: unknown = JSON.parse(
    (await page.evaluate((key) => sessionStorage.getItem(key), name)) ?? '[]',
  );
  return Array.isArray(parsed) ? parsed.map(String) : [];
};

test('[S1] reloads at random moments of writing and sending lose no message that was saved, and no word of the draft', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  // Everything is on screen: the list draws no more than that.
  await hana.page.setViewportSize({ width: 1280, height: 6_000 });
  await begin(hana, relay.url);
  await create(hana, 'Maple house');
  const bytes = createSeededRandom(seed).bytes(rounds);
  for (const [round, byte] of bytes.entries()) {
    await writeUntilReload(hana.page, round, 4 + (byte % 40));
    await openChannel(hana.page, firstChannel);
    const saved = await noted(hana.page, 'saved');
    expect(saved.length).toBeGreaterThan(round > 2 ? 0 : -1);
    const [written = ''] = await noted(hana.page, 'box');
    await expect(async () => {
      const shown = (await timeline(hana.page)).join('\n');
      const draft = await hana.page.getByRole('combobox', { name: /^Write in/ }).inputValue();
      expect(
        saved.filter((text) => !shown.includes(text.trim())),
        `seed “${seed}”, reload ${round}: messages`,
      ).toEqual([]);
      expect([draft, shown].join('\n'), `seed “${seed}”, reload ${round}: draft`).toContain(written.trim());
    }).toPass();
  }
});
