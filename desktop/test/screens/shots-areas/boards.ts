/** Boards: empty and full, as columns, table and calendar, a card, its past, branches, read-only, in a message. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

const openBoard = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: '모임-준비' }).first().click();
  await page.getByRole('radiogroup').or(page.getByRole('group')).first().waitFor();
  await settle(page);
};

const shown = (
  name: string,
  query: string,
  act: (page: Page, phone: boolean) => Promise<void> = () => Promise.resolve(),
  more: Partial<Shot> = {},
): Shot => ({
  name: `board-${name}`,
  query: `scene=ready&${query}`,
  act: async (page, phone) => {
    await openBoard(page);
    await act(page, phone);
    await settle(page);
  },
  ...more,
});

const card = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(title) }).first();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const shape = (page: Page, name: string) => page.getByRole('radio', { name }).check({ force: true });
const choose = async (page: Page, name: string) => {
  await press(page, '보드 메뉴');
  await page.getByRole('menuitem', { name }).click();
};

/** Of a family of which others are looked at by the accessibility gate. */
const onlyPictured: ReadonlySet<string> = new Set(
  ['rich-en', 'many-ko', 'picked-ko', 'add-ko', 'menu-ko', 'calendar-week-ko', 'branch-ko', 'archive-ko'].map(
    (name) => `board-${name}`,
  ),
);

const all: readonly Shot[] = [
  shown('rich-ko', 'board=rich'),
  shown('rich-en', 'board=rich&lang=en', undefined, { sizes: ['wide'] }),
  shown('empty-ko', 'board=empty'),
  shown('many-ko', 'board=many', undefined, { sizes: ['wide'] }),
  shown('read-only-ko', 'board=read-only'),
  shown('card-ko', 'board=rich', (page) => card(page, '12월에 읽을 책').click()),
  shown('card-event-ko', 'board=rich', (page) => card(page, '송년 모임').click()),
  shown('card-history-ko', 'board=rich', async (page) => {
    await card(page, '12월에 읽을 책').click();
    await press(page, '누가 무엇을 바꿨나요');
    await page.getByRole('table').scrollIntoViewIfNeeded();
  }),
  shown('card-labels-ko', 'board=rich', async (page) => {
    await card(page, '12월에 읽을 책').click();
    await press(page, '라벨 고르기');
  }),
  shown(
    'picked-ko',
    'board=rich',
    async (page) => {
      await card(page, '간식').focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowRight');
    },
    { sizes: ['wide'] },
  ),
  shown('add-ko', 'board=rich', (page) => press(page, /^카드 추가/)),
  shown('menu-ko', 'board=rich', (page) => card(page, '간식').click({ button: 'right' }), {
    sizes: ['wide'],
  }),
  shown('move-ko', 'board=rich', async (page) => {
    await card(page, '간식').focus();
    await page.keyboard.press('m');
  }),
  shown('table-ko', 'board=rich', (page) => shape(page, '표')),
  shown('calendar-ko', 'board=rich', (page) => shape(page, '달력')),
  shown('calendar-week-ko', 'board=rich', async (page) => {
    await shape(page, '달력');
    await shape(page, '주');
  }),
  shown('past-ko', 'board=rich', async (page) => {
    await press(page, '지난 모습 보기');
    await press(page, '한 걸음 전으로');
    await press(page, '바뀐 것');
  }),
  shown('branch-ko', 'board=rich', async (page) => {
    await press(page, '바꿔 보기');
    await page.getByRole('menuitem', { name: /12월을 주 단위로/ }).click();
  }),
  shown('difference-ko', 'board=rich', async (page) => {
    await press(page, '바꿔 보기');
    await page.getByRole('menuitem', { name: /12월을 주 단위로/ }).click();
    await press(page, '차이 보기');
  }),
  shown('archive-ko', 'board=rich', (page) => choose(page, '보관한 카드'), {
    sizes: ['wide'],
  }),
  {
    name: 'board-embeds-ko',
    query: 'scene=ready&board=rich',
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: '장소와-시간' }).first().click();
      await page
        .getByRole('region', { name: /송년 모임/ })
        .first()
        .waitFor();
      await settle(page);
    },
  },
  shown('undo-person-ko', 'board=rich', (page) => choose(page, '한 사람이 바꾼 것 되돌리기')),
];

export const boardShots: readonly Shot[] = all.map((one) =>
  onlyPictured.has(one.name) ? { ...one, pictureOnly: true } : one,
);
