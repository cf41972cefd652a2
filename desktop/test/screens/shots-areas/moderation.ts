/** Pictures of moderation: the queue, the rules, reporting, what is held back, and words that would be. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

const openSettings = (section: RegExp) => async (page: Page) => {
  await page
    .getByRole('button', { name: /메뉴$|menu$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^(공간 설정|Community settings)$/ }).click();
  await page.getByRole('navigation').getByRole('button', { name: section }).click();
  await settle(page);
};
const openReports = openSettings(/^(신고|Reports)/);
const openRules = openSettings(/^(자동 규칙|Automatic rules|Rules)/);

const openMain = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
  await page.getByRole('log').first().waitFor();
  await settle(page);
};

export const moderationShots: readonly Shot[] = [
  { name: 'moderation-reports-ko', query: 'scene=ready', act: openReports },
  { name: 'moderation-reports-en', query: 'scene=ready&lang=en', act: openReports, pictureOnly: true },
  {
    name: 'moderation-reports-closed-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openReports(page);
      await page.getByText('처리한 것', { exact: true }).click();
      await settle(page);
    },
  },
  { name: 'moderation-reports-none-ko', query: 'scene=fresh', act: openReports },
  { name: 'moderation-rules-ko', query: 'scene=ready', act: openRules },
  {
    name: 'moderation-rules-try-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openRules(page);
      await page.getByRole('textbox').last().fill('Get FREE CRYPTO here');
      await settle(page);
    },
  },
  { name: 'moderation-rules-none-ko', query: 'scene=fresh', act: openRules },
  {
    name: 'moderation-rule-edit-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRules(page);
      await page.getByRole('button', { name: '“광고와 도배” 규칙 고치기' }).click();
      await settle(page);
    },
  },
  {
    name: 'moderation-rule-wrong-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openRules(page);
      await page.getByRole('button', { name: 'New rule' }).click();
      await page.getByText('Links', { exact: true }).click();
      await page.getByRole('textbox').last().fill('not a site');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await settle(page);
    },
  },
  {
    name: 'moderation-rule-new-members-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRules(page);
      await page.getByRole('button', { name: '규칙 만들기' }).click();
      await page.getByText('새로 온 사람', { exact: true }).click();
      await settle(page);
    },
  },
  { name: 'moderation-held-ko', query: 'scene=held', act: openMain },
  { name: 'moderation-held-en', query: 'scene=held&lang=en', act: openMain, pictureOnly: true },
  {
    name: 'moderation-report-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByText('처음 인사드려요').click({ button: 'right' });
      await page.getByRole('menuitem', { name: '신고하기' }).click();
      await settle(page);
    },
  },
  {
    name: 'moderation-composer-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('combobox').first().fill('복권 번호 알려 드려요');
      await page.waitForTimeout(700);
    },
  },
];
