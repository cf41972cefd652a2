/** Pictures of calls: the way in, the stage with who is on it, and what goes wrong. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

/** Pictures of drawn cameras come a moment after the page. */
const settle = (page: Page) => page.waitForTimeout(700);

/** The page alone: a press on the row would come in. */
export const openVoice = async (page: Page) => {
  const row = page.getByRole('navigation').getByRole('button', { name: '목소리-방' }).first();
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: '들어가지 않고 열기' }).click();
  await settle(page);
};

const shot = (name: string, more: Partial<Shot> = {}): Shot => ({
  name: `call-${name}-ko`,
  query: `scene=ready&call=${name}`,
  act: openVoice,
  pictureOnly: true,
  ...more,
});
/** One of the few that the accessibility gate looks at too. */
const looked = (name: string, more: Partial<Shot> = {}): Shot => shot(name, { pictureOnly: false, ...more });

/** Joining fails: the reason stays where one joined. */
const refused = (name: string, more: Partial<Shot> = {}): Shot =>
  shot(name, {
    act: async (page) => {
      await openVoice(page);
      await page.getByRole('button', { name: '통화에 들어가기' }).first().click();
      await settle(page);
    },
    ...more,
  });

export const callShots: readonly Shot[] = [
  looked('nobody'),
  looked('others'),
  shot('crowd'),
  shot('joining'),
  shot('alone'),
  looked('two'),
  shot('camera'),
  looked('cameras'),
  shot('nine'),
  shot('twelve'),
  shot('talk'),
  shot('screen'),
  looked('screens'),
  shot('own-screen'),
  looked('marks'),
  shot('deafened'),
  shot('server-muted'),
  looked('listener'),
  shot('connecting'),
  shot('refused'),
  shot('reconnecting'),
  looked('long-names'),
  looked('denied'),
  shot('missing'),
  shot('busy'),
  refused('full', { pictureOnly: false }),
  refused('no-signaling'),
  refused('moved'),
  refused('not-allowed'),
  shot('camera-denied'),
  {
    name: 'call-elsewhere-ko',
    query: 'scene=ready&call=talk',
    act: async (page, phone) => {
      if (phone) return;
      await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
      await page.getByRole('log').first().waitFor();
      await settle(page);
    },
  },
];
