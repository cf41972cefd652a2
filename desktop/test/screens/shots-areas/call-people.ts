/** Pictures of people in a call beside what one reads: rows and menu in the sidebar, the bar, its places. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(500);
const open = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: false }).first().click();
/** Another channel is read while the call goes on. */
const reading = async (page: Page) => {
  await open(page, '모두의-마루');
  await page.getByRole('log').first().waitFor();
  await settle(page);
};
/** The list alone on a phone, the whole page elsewhere. */
const openMenu = async (page: Page) => {
  await page.locator('[data-voice-of] button').nth(1).click({ button: 'right' });
  await settle(page);
};

const shot = (name: string, call: string, more: Partial<Shot> = {}): Shot => ({
  name: `call-people-${name}-ko`,
  query: `scene=ready&call=${call}`,
  act: reading,
  pictureOnly: true,
  ...more,
});

export const callPeopleShots: readonly Shot[] = [
  shot('reading', 'talk', { pictureOnly: false }),
  shot('rows', 'marks', { act: settle, pictureOnly: false }),
  shot('menu', 'marks', { act: openMenu, pictureOnly: false }),
  shot('menu-en', 'marks', { act: openMenu, query: 'scene=ready&call=marks&lang=en' }),
  shot('server-muted', 'server-muted'),
  shot('reconnecting', 'reconnecting'),
  shot('outside', 'others', { act: settle }),
  shot('problem', 'camera-denied'),
  shot('settings', 'talk', {
    act: async (page) => {
      await page.keyboard.press('Control+,');
      await settle(page);
    },
  }),
  shot('long-names', 'long-names', { act: settle, sizes: ['wide', 'zoom'] }),
];
