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

/** What one does on the stage of a scene: these are pressed one after the other. */
const pressed = (name: string, scene: string, names: readonly string[]): Shot => ({
  ...shot(scene),
  name: `call-${name}-ko`,
  act: async (page) => {
    await openVoice(page);
    for (const button of names) await page.getByRole('button', { name: button, exact: true }).last().click();
    await settle(page);
  },
});

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
  shot('seeking'),
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
  pressed('speaker', 'talk', ['말하는 사람 크게 보기']),
  pressed('speaker-cameras', 'nine', ['말하는 사람 크게 보기']),
  pressed('pinned', 'cameras', ['박서연 크게 보기']),
  pressed('watching', 'screens', ['김지우 님의 화면 보기', 'Oliver Brandt 님의 화면 보기']),
  pressed('screens-alike', 'screens', ['김지우 님의 화면 보기', '모두 같은 크기로 보기']),
  { ...pressed('full-screen', 'cameras', ['전체 화면']), sizes: ['wide'] },
  pressed('camera-menu', 'two', ['카메라 설정']),
  pressed('microphone-menu', 'two', ['마이크 설정']),
  pressed('screen-menu', 'two', ['화면 설정']),
  pressed('tile-menu', 'talk', ['김지우 님에게 할 수 있는 일']),
  {
    ...shot('talk'),
    name: 'call-tile-hover-ko',
    sizes: ['wide'],
    act: async (page) => {
      await openVoice(page);
      await page.locator('[data-tile]').nth(1).hover();
      await settle(page);
    },
  },
  {
    name: 'call-quality-ko',
    query: 'scene=ready&call=quality',
    act: async (page) => {
      await openVoice(page);
      await page.getByRole('button', { name: '연결이 나빠요' }).first().click();
      await settle(page);
    },
  },
  {
    name: 'call-elsewhere-ko',
    query: 'scene=ready&call=talk',
    pictureOnly: true,
    act: async (page, phone) => {
      if (phone) return;
      await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
      await page.getByRole('log').first().waitFor();
      await settle(page);
    },
  },
];
