/** The community's own settings, its channels and categories, and what stands in the composer's place. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const openSettings =
  (section: string, then?: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /메뉴$/ }).first().click();
    await page.getByRole('menuitem', { name: '공간 설정' }).click();
    await page.getByRole('button', { name: section, exact: true }).click();
    await page.waitForTimeout(300);
    await then?.(page);
  };
const openMain = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
  await page.waitForTimeout(400);
};
const openChannelSettings = async (page: Page) => {
  await openMain(page);
  await page.getByRole('button', { name: '채널 설정' }).click();
  await page.getByRole('textbox', { name: '채널 이름' }).waitFor();
};
const toFoot = async (page: Page) => {
  await page.locator('main#page').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await page.waitForTimeout(150);
};

export const structureShots: readonly Shot[] = [
  { name: 'structure-overview-ko', query: 'scene=ready&structure=owner', act: openSettings('기본 정보') },
  {
    name: 'structure-owner-ko',
    query: 'scene=ready&structure=owner',
    act: openSettings('기본 정보', toFoot),
  },
  {
    name: 'structure-votes-ko',
    query: 'scene=ready&structure=votes',
    act: openSettings('기본 정보', toFoot),
  },
  { name: 'structure-reader-ko', query: 'scene=ready&structure=reader', act: openSettings('기본 정보') },
  {
    name: 'structure-refused-ko',
    query: 'scene=ready&structure=owner',
    act: openSettings('기본 정보', async (page) => {
      await page.getByRole('textbox', { name: '공간 이름' }).fill('');
      await page.getByRole('button', { name: '저장' }).click();
      await page.waitForTimeout(150);
    }),
  },
  {
    name: 'structure-transfer-ko',
    query: 'scene=ready&structure=owner',
    act: openSettings('기본 정보', async (page) => {
      await page.getByRole('button', { name: '넘기기' }).click();
      await page.getByRole('combobox', { name: '새 주인' }).selectOption({ label: '별빛도서관에서만난사람' });
      await page.waitForTimeout(200);
    }),
  },
  { name: 'structure-channels-ko', query: 'scene=ready&structure=archived', act: openSettings('채널') },
  {
    name: 'structure-deleted-ko',
    query: 'scene=ready&structure=archived',
    act: openSettings('채널', toFoot),
  },
  { name: 'structure-channel-ko', query: 'scene=ready', act: openChannelSettings },
  {
    name: 'structure-channel-foot-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openChannelSettings(page);
      await page.getByText('정한 날부터').click();
      await toFoot(page);
    },
  },
  {
    name: 'structure-category-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await page.getByRole('button', { name: '읽기 메뉴' }).click({ force: true });
      await page.getByRole('menuitem', { name: '묶음 설정' }).click();
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'structure-menu-ko',
    query: 'scene=ready&structure=archived',
    sizes: ['wide'],
    act: async (page) => {
      await page.getByRole('button', { name: /^보관함/ }).click();
      await page.getByRole('button', { name: '밑줄-긋기 메뉴' }).click({ force: true });
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'structure-drag-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await page.getByRole('button', { name: '밑줄-긋기' }).first().hover();
      await page.mouse.down();
      await page.mouse.move(160, 480, { steps: 6 });
      await page.waitForTimeout(150);
    },
  },
  {
    name: 'structure-undo-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await page.getByRole('button', { name: '밑줄-긋기 메뉴' }).click({ force: true });
      await page.getByRole('menuitem', { name: '채널 삭제' }).click();
      await page.waitForTimeout(250);
    },
  },
  { name: 'structure-vote-line-ko', query: 'scene=ready&structure=votes', sizes: ['phone'], act: openMain },
  { name: 'structure-rules-ko', query: 'scene=ready&structure=rules', act: openMain },
  { name: 'structure-timeout-ko', query: 'scene=ready&structure=timeout', act: openMain },
  {
    name: 'structure-archived-ko',
    query: 'scene=ready&structure=archived',
    act: async (page) => {
      await page.getByRole('button', { name: /^보관함/ }).click();
      await openMain(page);
    },
  },
  { name: 'structure-slow-ko', query: 'scene=ready&structure=slow', act: openMain },
];
