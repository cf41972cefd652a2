/** [P18] axe finds nothing to complain about on any screen, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { shots } from '../../screens/shots.ts';
import { openScene } from './world.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// What axe finds says where: a trace of two hundred screens takes longer than looking at them.
test.use({ trace: 'off' });

const complaintsAbout = async (page: Page, rule?: string): Promise<readonly string[]> => {
  // What lies beneath an open list is hidden by the library, which holds the focus for as long.
  const beneath = (await page.getByRole('listbox').count()) > 0;
  // Nothing stays on a guard of the library: it hands the focus on at once.
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-base-ui-focus-guard]')
    .options({
      // Styles are our own and in the page; what passes is told by nobody.
      preload: false,
      resultTypes: ['violations'],
      ...(beneath ? { rules: { 'aria-hidden-focus': { enabled: false } } } : {}),
      runOnly: rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: tags },
    })
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
};

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
    // One visit for both: what stands on the screen stays, its colours change.
    await page.evaluate(async () => {
      document.documentElement.dataset['theme'] = 'dark';
      // A colour that is inherited changes through each row in turn: it stands when two frames found nothing moving.
      for (let still = 0; still < 2; still = document.getAnimations().length === 0 ? still + 1 : 0)
        await new Promise((done) => requestAnimationFrame(done));
    });
    expect(await complaintsAbout(page, 'color-contrast'), 'in the dark theme').toEqual([]);
  });
