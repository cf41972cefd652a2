/** [P18] axe finds nothing to complain about on any screen, in both themes. */
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { shots } from '../../screens/shots.ts';
import { complaintsAbout } from './axe.ts';
import { openScene } from './world.ts';

/** One profile for all: a page that is there already is compiled, and its fonts are read. What it stored is not kept. */
const test = base.extend<object, { readonly profile: BrowserContext }>({
  profile: [
    async ({ browser }, use) => {
      const profile = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      await profile.addInitScript(() => localStorage.clear());
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ profile }, use) => {
    const page = await profile.newPage();
    await use(page);
    await page.close();
  },
});

// What axe finds says where: a trace of two hundred screens takes longer than looking at them.
test.use({ trace: 'off' });

/** `MARU_EVERY_SCREEN=1` looks at those too that are otherwise only pictured. */
const every = process.env['MARU_EVERY_SCREEN'] === '1';

for (const shot of shots.filter(({ pictureOnly }) => every || !pictureOnly))
  test(shot.name, async ({ page }) => {
    test.skip(shot.sizes?.some((size) => size !== 'phone') === false, 'a picture of the phone layout only');
    // Colours that fade in are not yet those that are read.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openScene(page, `theme=light&${shot.query}`);
    await page.evaluate(() => document.fonts.ready);
    await shot.act?.(page, false);
    expect(await complaintsAbout(page)).toEqual([]);
    // One visit for both: what stands on the screen stays, its colours change at once.
    await page.evaluate(async () => {
      const still = new CSSStyleSheet();
      still.replaceSync('* { transition: none !important; }');
      document.adoptedStyleSheets.push(still);
      document.documentElement.dataset['theme'] = 'dark';
      await new Promise((done) => requestAnimationFrame(done));
    });
    expect(await complaintsAbout(page, 'color-contrast'), 'in the dark theme').toEqual([]);
  });
