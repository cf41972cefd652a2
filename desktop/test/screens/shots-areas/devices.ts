/** Pictures of one's devices: the list, linking, finding everything again, guardians, a device that was taken away. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

const openSection = async (page: Page, name: RegExp) => {
  await page
    .getByRole('button', { name: /^(설정|Settings)$/ })
    .first()
    .click();
  await page.getByRole('navigation').getByRole('button', { name }).first().click();
  await settle(page);
};
const openDevices = (page: Page) => openSection(page, /^(기기|내 기기|Devices)$/);
const openLink = async (page: Page) => {
  await openDevices(page);
  await page.getByRole('button', { name: /^(기기 연결하기|Link a device)$/ }).click();
  await settle(page);
};

export const deviceShots: readonly Shot[] = [
  { name: 'devices-ko', query: 'scene=ready', act: openDevices },
  { name: 'devices-en', query: 'scene=ready&lang=en', act: openDevices, pictureOnly: true },
  { name: 'devices-link-ko', query: 'scene=ready', act: openLink },
  { name: 'devices-compare-ko', query: 'scene=ready&devices=comparing', act: openLink },
  { name: 'devices-interfered-ko', query: 'scene=ready&devices=interfered', act: openLink },
  {
    name: 'devices-remove-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openDevices(page);
      await page.getByRole('button', { name: '하늘이 전화기 메뉴' }).click();
      await page.getByRole('menuitem', { name: '연결 끊기' }).click();
      await settle(page);
    },
  },
  { name: 'devices-recovering-ko', query: 'scene=ready&devices=recovering', act: settle },
  { name: 'devices-unreachable-ko', query: 'scene=ready&devices=recovering-unreachable', act: settle },
  { name: 'devices-gone-ko', query: 'scene=ready&devices=device-removed', act: settle },
  {
    name: 'devices-guardians-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openSection(page, /^(복구 문구|Recovery phrase)$/);
      await page.getByRole('button', { name: '코드 만들기' }).click();
      await page.getByRole('heading', { name: '지킴이', exact: true }).scrollIntoViewIfNeeded();
      await settle(page);
    },
  },
  {
    name: 'devices-taker-ko',
    query: 'scene=first-run',
    act: async (page) => {
      await page.getByRole('button', { name: '내 다른 기기와 연결하기' }).click();
      await settle(page);
    },
  },
  { name: 'devices-first-run-ko', query: 'scene=first-run', act: settle },
];
