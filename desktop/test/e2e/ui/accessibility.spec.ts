/** [P18] axe finds nothing to complain about on any screen, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { shots } from '../../screens/shots.ts';
import { openScene } from './world.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const theme of ['light', 'dark'])
  for (const shot of shots)
    test(`${shot.name}, ${theme}`, async ({ page }) => {
      test.skip(shot.sizes?.some((size) => size !== 'phone') === false, 'a picture of the phone layout only');
      // Colours that fade in are not yet those that are read.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openScene(page, `theme=${theme}&${shot.query}`);
      await page.waitForLoadState('networkidle');
      await shot.act?.(page, false);
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        ),
      ).toEqual([]);
    });
