/** The record, its reasons, the community as of a moment, and what was overturned. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const open =
  (menu: RegExp, item: string, section: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: menu }).first().click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('button', { name: section, exact: true }).click();
    await page.getByRole('feed').waitFor();
    await page.waitForTimeout(300);
  };
const openKo = open(/메뉴$/, '공간 설정', '기록');
const openEn = open(/menu$/i, 'Community settings', 'Audit log');
const expand = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();

export const auditShots: readonly Shot[] = [
  { name: 'audit-ko', query: 'scene=ready', act: openKo },
  { name: 'audit-en', query: 'scene=ready&lang=en', sizes: ['wide'], act: openEn, pictureOnly: true },
  {
    name: 'audit-counts-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openKo(page);
      await expand(page, /마루.* 채널을 바꿨어요/);
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'audit-refused-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openEn(page);
      await expand(page, /gave .* the role/);
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'audit-filter-ko',
    query: 'scene=ready',
    act: async (page, phone) => {
      await openKo(page);
      if (phone) await page.getByRole('button', { name: '거르기' }).click();
      await page.getByRole('combobox', { name: '한 사람' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'audit-none-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openKo(page);
      await page.getByLabel('이날부터').fill('2099-01-01');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'audit-past-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openKo(page);
      await page.getByRole('tab', { name: '그때 모습' }).click();
      await page.getByRole('slider').waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'audit-viewers-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openEn(page);
      await page.getByRole('tab', { name: 'At a moment' }).click();
      await page
        .getByRole('button', { name: /^Who could see/ })
        .first()
        .click();
      await page.waitForTimeout(300);
    },
  },
  { name: 'overturned-ko', query: 'scene=overturned', act: (page) => page.waitForTimeout(400) },
  {
    name: 'overturned-list-ko',
    query: 'scene=overturned',
    act: async (page) => {
      await page.getByRole('status').getByRole('button', { name: '보기' }).click();
      await page.waitForTimeout(300);
    },
  },
];
