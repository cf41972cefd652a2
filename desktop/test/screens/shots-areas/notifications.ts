/** Pictures of levels, mutes and do-not-disturb. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

const openOwn = async (page: Page, phone: boolean, lang: 'ko' | 'en') => {
  if (phone) {
    await page
      .getByRole('button', { name: lang === 'ko' ? '설정' : 'Settings', exact: true })
      .first()
      .click();
  } else await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: lang === 'ko' ? '알림' : 'Notifications', exact: true }).click();
  await settle(page);
};
const menuOf = async (page: Page, name: string) => {
  await page.getByRole('listitem').filter({ hasText: name }).first().click({ button: 'right' });
  await settle(page);
};
const openCommunity = async (page: Page, lang: 'ko' | 'en') => {
  await page
    .getByRole('button', { name: lang === 'ko' ? /메뉴/ : /menu/i })
    .first()
    .click();
  await page.getByRole('menuitem', { name: lang === 'ko' ? '알림 설정' : 'Notification settings' }).click();
  await settle(page);
};
const muteMenu = (name: string) => async (page: Page) => {
  await menuOf(page, name);
  await page.getByRole('menuitem').first().click();
  await settle(page);
};

export const notificationShots: readonly Shot[] = [
  { name: 'notify-own-ko', query: 'scene=ready', act: (page, phone) => openOwn(page, phone, 'ko') },
  {
    name: 'notify-own-en',
    query: 'scene=ready&lang=en',
    act: (page, phone) => openOwn(page, phone, 'en'),
    pictureOnly: true,
  },
  {
    name: 'notify-own-problem-ko',
    query: 'scene=ready',
    act: async (page, phone) => {
      await openOwn(page, phone, 'ko');
      for (const day of ['월요일', '화요일', '수요일', '목요일', '금요일'])
        await page.getByRole('checkbox', { name: day }).click({ force: true });
      await page.getByRole('button', { name: '켜기' }).click();
      await settle(page);
    },
  },
  { name: 'notify-community-ko', query: 'scene=ready', act: (page) => openCommunity(page, 'ko') },
  {
    name: 'notify-community-set-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openCommunity(page, 'en');
      await page.getByRole('radio', { name: /All messages/ }).click({ force: true });
      await page.getByRole('button', { name: 'Mute', exact: true }).click();
      await page.getByRole('menuitem', { name: 'For 3 hours' }).click();
      await settle(page);
    },
  },
  {
    name: 'notify-places-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openCommunity(page, 'ko');
      await page.getByRole('combobox', { name: '따로 정할 곳' }).selectOption({ label: '이달의-책' });
      await settle(page);
      await page.getByRole('radio', { name: /모든 메시지/ }).click({ force: true });
      await page.keyboard.press('Escape');
      await openCommunity(page, 'ko');
      await page.getByRole('combobox', { name: '따로 정할 곳' }).scrollIntoViewIfNeeded();
      await settle(page);
    },
  },
  {
    name: 'notify-place-ko',
    query: 'scene=ready',
    act: async (page) => {
      await menuOf(page, '이달의-책');
      await page.getByRole('menuitem', { name: '알림 설정' }).click();
      await settle(page);
    },
  },
  { name: 'notify-menu-ko', query: 'scene=ready', act: muteMenu('이달의-책') },
  {
    name: 'notify-menu-en',
    query: 'scene=ready&lang=en',
    sizes: ['wide'],
    act: muteMenu('english-corner'),
    pictureOnly: true,
  },
  {
    name: 'notify-muted-ko',
    query: 'scene=ready',
    act: async (page) => {
      await muteMenu('이달의-책')(page);
      await page.getByRole('menuitem', { name: '1시간 동안' }).click();
      await menuOf(page, '이달의-책');
    },
  },
  {
    name: 'notify-level-ko',
    query: 'scene=ready',
    act: async (page) => {
      await menuOf(page, '이달의-책');
      await page.getByRole('menuitem').nth(1).click();
      await settle(page);
    },
  },
];
