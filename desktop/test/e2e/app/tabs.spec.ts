/** Two tabs of one person: the files go from one to the other in the middle of writing. */
import type { Page } from '@playwright/test';
import { begin, create, openChannel, say } from './acts.ts';
import { expect, firstChannel, test } from './fixture.ts';
import { withoutFileHandles } from './without-file-handles.ts';
import { noted, startWriting } from './writing.ts';

/** The files go forth, back and forth: the second owner is asked for them soon after it took them. */
const rounds = 3;

/** The messages of the channel, as long as all of them are drawn. */
const texts = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('log')
    .locator('[data-message] p')
    .evaluateAll((paragraphs) => paragraphs.map(({ textContent }) => textContent.trim()));

for (const files of ['OPFS', 'snapshots'] as const)
  test(`[S1] a tab that takes over while the other writes and sends loses nothing that was saved, and doubles nothing (${files})`, async ({
    relay,
    meet,
  }) => {
    const hana = await meet('Hanaberry');
    if (files === 'snapshots') await withoutFileHandles(hana.context);
    // Everything is on screen: the list draws no more than that.
    const viewport = { width: 1280, height: 6_000 };
    await hana.page.setViewportSize(viewport);
    await begin(hana, relay.url);
    await create(hana, 'Maple house');
    await say(hana, 'before the second tab');
    const other = await hana.context.newPage();
    await other.setViewportSize(viewport);
    await other.goto(relay.url);
    await expect(other.getByRole('button', { name: 'Use it here' })).toBeVisible();

    let [writer, taker] = [hana.page, other];
    const everSaved = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      await startWriting(writer, round, null);
      const since = everSaved.size;
      // Some have been sent and more are on their way.
      await expect.poll(async () => (await noted(writer, 'saved')).length).toBeGreaterThan(since + 3);
      await taker.getByRole('button', { name: 'Use it here' }).click();
      await openChannel(taker, firstChannel);
      await expect(writer.getByRole('button', { name: 'Use it here' })).toBeVisible();
      for (const text of await noted(writer, 'saved')) everSaved.add(text.trim());
      const [inBox = ''] = await noted(writer, 'box');
      await expect(async () => {
        const shown = await texts(taker);
        const draft = (await taker.getByRole('combobox', { name: /^Write in/ }).inputValue()).trim();
        expect([...everSaved].filter((text) => !shown.includes(text))).toEqual([]);
        expect(shown.filter((text, at) => shown.indexOf(text) !== at)).toEqual([]);
        if (draft !== '') expect(shown, 'sent, and in the box').not.toContain(draft);
        // What was being written is in the box, or was sent.
        if (inBox.trim() !== '') expect([draft, ...shown].join('\n')).toContain(inBox.trim());
      }).toPass();
      await taker.getByRole('combobox', { name: /^Write in/ }).fill('');
      [writer, taker] = [taker, writer];
    }
  });
