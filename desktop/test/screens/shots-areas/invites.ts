/** Pictures of invites: the dialog, the page, and the communities that one is not in yet. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

const openInvites = async (page: Page) => {
  await page
    .getByRole('button', { name: /메뉴$|menu$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^(공간 설정|Community settings)$/ }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^(초대|Invites)$/ })
    .click();
  await settle(page);
};

const openOther = async (page: Page) => {
  await page.getByRole('button', { name: '초대하기' }).first().click();
  await page.getByRole('button', { name: '다른 조건으로 만들기' }).click();
  await settle(page);
};

export const inviteShots: readonly Shot[] = [
  { name: 'invites-ko', query: 'scene=ready', act: openInvites },
  { name: 'invites-en', query: 'scene=ready&lang=en', act: openInvites, pictureOnly: true },
  {
    name: 'invites-revoke-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openInvites(page);
      await page.getByRole('button', { name: '이 초대로 할 수 있는 일' }).nth(2).click();
      await page.getByRole('menuitem', { name: '끝내기' }).click();
      await settle(page);
    },
  },
  { name: 'invites-terms-ko', query: 'scene=ready', act: openOther },
  {
    name: 'invites-terms-wrong-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openOther(page);
      await page.getByRole('textbox', { name: '쓸 수 있는 사람 수' }).fill('300');
      await settle(page);
    },
  },
  { name: 'invites-request-waiting-ko', query: 'scene=waiting' },
  { name: 'invites-request-declined-ko', query: 'scene=declined' },
  { name: 'invites-request-declined-en', query: 'scene=declined&lang=en', pictureOnly: true },
  { name: 'invites-request-withdrawn-ko', query: 'scene=withdrawn' },
  { name: 'invites-paused-ko', query: 'scene=paused' },
  { name: 'invites-first-look-ko', query: 'scene=first-look' },
  { name: 'invites-first-look-en', query: 'scene=first-look&lang=en', pictureOnly: true },
  {
    name: 'invites-look-waiting-ko',
    query: 'scene=look-waiting',
    act: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: '모두의-마루', exact: false })
        .first()
        .click();
      await settle(page);
    },
  },
];
