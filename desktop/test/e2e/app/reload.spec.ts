/** The page is reloaded at any moment: what was said to be saved is there, and so is what was being written. */

import { createSeededRandom } from '@maru/sync-core/testing';
import type { Page } from '@playwright/test';
import { begin, create, openChannel, timeline } from './acts.ts';
import { expect, firstChannel, test } from './fixture.ts';
import { noted, startWriting } from './writing.ts';

const rounds = 6;
const seed = 'reload 1';

const writeUntilReload = async (page: Page, round: number, frames: number): Promise<void> => {
  const reloaded = page.waitForEvent('load');
  await startWriting(page, round, frames);
  await reloaded;
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
