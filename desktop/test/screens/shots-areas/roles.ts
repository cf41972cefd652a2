/** Roles, overwrites, dry runs, explanations, views as a role, private channels, waiting for a key. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const openRoles = async (page: Page) => {
  await page.getByRole('button', { name: /메뉴$/ }).first().click();
  await page.getByRole('menuitem', { name: '공간 설정' }).click();
  await page.getByRole('button', { name: '역할', exact: true }).click();
  await page.getByRole('list', { name: '역할, 높은 것부터' }).waitFor();
};
const openRole = async (page: Page, name: string) => {
  await openRoles(page);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
};
const openPermissions = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: '장소와-시간' }).first().click();
  await page.getByRole('button', { name: '채널 설정' }).click();
  await page.getByRole('button', { name: '권한', exact: true }).click();
  await page.getByRole('radio').first().waitFor({ state: 'attached' });
};

export const rolesShots: readonly Shot[] = [
  { name: 'roles-list-ko', query: 'scene=ready', act: openRoles },
  { name: 'roles-display-ko', query: 'scene=ready', act: (page) => openRole(page, '모임장') },
  {
    name: 'roles-permissions-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRole(page, '모임장');
      await page.getByText('권한', { exact: true }).last().click();
      await page.getByRole('switch', { name: '글 관리', exact: true }).click();
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'roles-members-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRole(page, '새로 온 사람');
      await page.getByText(/^사람 \d/).click();
      await page.getByRole('button', { name: '사람 추가' }).click();
      await page.waitForTimeout(300);
    },
  },
  { name: 'roles-locked-ko', query: 'scene=ready', act: (page) => openRole(page, '지기') },
  {
    name: 'roles-dry-run-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRole(page, '모임장');
      await page.getByRole('textbox', { name: '역할 이름' }).fill('이끔이');
      await page.getByRole('button', { name: '저장', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'roles-explain-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRoles(page);
      await page.getByRole('button', { name: '왜 되는지 알아보기' }).click();
      await page.getByText('이렇게 정해졌어요').waitFor();
      await page.waitForTimeout(250);
    },
  },
  { name: 'roles-place-ko', query: 'scene=ready', act: (page) => openPermissions(page) },
  {
    name: 'roles-view-as-choose-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRoles(page);
      await page.getByRole('button', { name: '역할로 보기' }).click();
      await page.getByRole('checkbox', { name: '모임장' }).click();
      await page.waitForTimeout(250);
    },
  },
  {
    name: 'roles-view-as-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openRoles(page);
      await page.getByRole('button', { name: '역할로 보기' }).click();
      await page.getByRole('checkbox', { name: '모임장' }).click();
      await page.getByRole('button', { name: '보기', exact: true }).click();
      await page.getByRole('button', { name: '그만 보기' }).waitFor();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'roles-private-ko',
    query: 'scene=ready',
    act: async (page) => {
      await page.getByRole('button', { name: '읽기에 채널 만들기' }).click();
      await page.getByRole('switch', { name: '비공개 채널' }).click();
      await page.getByRole('button', { name: '볼 수 있는 역할과 사람' }).click();
      await page.getByRole('button', { name: /^모임장/ }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'roles-waiting-ko',
    query: 'scene=ready',
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: '이달의-책' }).first().click();
      await page.getByText(/열쇠를 기다려요/).waitFor();
      await page.waitForTimeout(300);
    },
  },
];
