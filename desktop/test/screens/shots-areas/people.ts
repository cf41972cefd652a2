/** Pictures of members: the list, a card, requests, bans, and what is asked about people. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const openSection = async (page: Page, section: string) => {
  await page.getByRole('button', { name: '한옥마을 책모임 메뉴' }).click();
  await page.getByRole('menuitem', { name: '공간 설정' }).click();
  await page
    .getByRole('navigation', { name: '한옥마을 책모임' })
    .getByRole('button', { name: section, exact: true })
    .click();
  await page.waitForTimeout(300);
};
const openMenuOf = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `${name} 님에게 할 수 있는 일` }).click();
  await page.getByRole('menu').waitFor();
};
const query = 'scene=ready';

export const peopleShots: readonly Shot[] = [
  {
    name: 'people-members-ko',
    query,
    act: async (page) => {
      await openSection(page, '사람');
      await page.getByRole('checkbox', { name: /Oliver/ }).check();
      await page.getByRole('checkbox', { name: /Marta/ }).check();
    },
  },
  {
    name: 'people-menu-ko',
    query,
    act: async (page) => {
      await openSection(page, '사람');
      await openMenuOf(page, '박서연');
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'people-revert-ko',
    query,
    act: async (page) => {
      await openSection(page, '사람');
      for (const name of [/Oliver/, /Marta/, /Jonathan/]) await page.getByRole('checkbox', { name }).check();
      await page.getByRole('button', { name: '한 일 되돌리기' }).click();
      await page.getByRole('dialog').getByRole('status').waitFor();
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'people-ban-ko',
    query,
    act: async (page) => {
      await openSection(page, '사람');
      await openMenuOf(page, 'Marta');
      await page.getByRole('menuitem', { name: '차단하기' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'people-requests-ko',
    query,
    act: (page) => openSection(page, '들어오기 요청'),
  },
  { name: 'people-removed-ko', query: 'scene=removed' },
  { name: 'people-bans-ko', query, act: (page) => openSection(page, '차단') },
  {
    name: 'people-card-ko',
    query,
    act: async (page, phone) => {
      await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
      await page.getByRole('log').waitFor();
      if (phone) await page.getByRole('article').last().waitFor();
      await page.getByRole('button', { name: '사람 목록' }).click();
      await page.getByRole('button', { name: '정유진 님 보기' }).click();
      await page.getByRole('dialog', { name: '정유진 님' }).waitFor();
      await page.waitForTimeout(300);
    },
  },
];
