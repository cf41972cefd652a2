/** What is pictured: a scene of the demo host and what to do on it. */
import type { Page } from '@playwright/test';
import { auditShots } from './shots-areas/audit.ts';
import { boardShots } from './shots-areas/boards.ts';
import { callPeopleShots } from './shots-areas/call-people.ts';
import { callVideoShots } from './shots-areas/call-video.ts';
import { callShots } from './shots-areas/calls.ts';
import { deviceShots } from './shots-areas/devices.ts';
import { inviteShots } from './shots-areas/invites.ts';
import { moderationShots } from './shots-areas/moderation.ts';
import { noteShots } from './shots-areas/notes.ts';
import { notificationShots } from './shots-areas/notifications.ts';
import { peopleShots } from './shots-areas/people.ts';
import { ringingShots } from './shots-areas/ringing.ts';
import { rolesShots } from './shots-areas/roles.ts';
import { structureShots } from './shots-areas/structure.ts';

/** The page at 1280×800, on a phone, between the two, and at 200 %. */
export type ShotSize = 'wide' | 'phone' | 'narrow' | 'zoom';

export type Shot = {
  readonly name: string;
  readonly query: string;
  readonly sizes?: readonly ShotSize[];
  readonly act?: (page: Page, phone: boolean) => Promise<void>;
  /** One of a family of which others are in the accessibility gate: this one is only looked at. */
  readonly pictureOnly?: boolean;
};

const openChannel = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: false }).first().click();
const openMain = async (page: Page, name = '모두의-마루') => {
  await openChannel(page, name);
  await page.getByRole('log').first().waitFor();
  await page.waitForTimeout(400);
};
const key = (combination: string) => async (page: Page) => {
  await openMain(page);
  await page.keyboard.press(combination);
  await page.waitForTimeout(400);
};

export const shots: readonly Shot[] = [
  { name: 'first-run-ko', query: 'scene=first-run' },
  { name: 'first-run-en', query: 'scene=first-run&lang=en', pictureOnly: true },
  {
    name: 'start-ko',
    query: 'scene=first-run',
    act: async (page) => {
      await page.getByRole('textbox').first().fill('하늘');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(400);
    },
  },
  { name: 'home-ko', query: 'scene=ready', sizes: ['phone'] },
  { name: 'channel-ko', query: 'scene=ready', act: (page) => openMain(page) },
  { name: 'channel-en', query: 'scene=ready&lang=en', act: (page) => openMain(page, 'english-corner') },
  {
    name: 'compact-ko',
    query: 'scene=ready&density=compact',
    sizes: ['wide'],
    act: (page) => openMain(page),
  },
  { name: 'large-ko', query: 'scene=ready&size=20', act: (page) => openMain(page) },
  { name: 'empty-channel-ko', query: 'scene=ready', act: (page) => openMain(page, '빈-채널') },
  { name: 'imported-en', query: 'scene=ready&lang=en', act: (page) => openMain(page, '지난-기록') },
  {
    name: 'offline-ko',
    query: 'scene=offline',
    act: (page, phone) => (phone ? Promise.resolve() : openMain(page)),
  },
  {
    name: 'catching-up-en',
    query: 'scene=catching-up&lang=en',
    sizes: ['wide'],
    act: (page) => openMain(page),
  },
  { name: 'storage-ko', query: 'scene=storage', sizes: ['wide'], act: (page) => openMain(page) },
  { name: 'reminder-ko', query: 'scene=reminder', sizes: ['wide'], act: (page) => openMain(page) },
  { name: 'owned-ko', query: 'scene=owned' },
  { name: 'no-communities-en', query: 'scene=empty&lang=en' },
  { name: 'pending-ko', query: 'scene=pending', sizes: ['wide'] },
  { name: 'refused-invite-ko', query: 'scene=refused' },
  { name: 'behind-en', query: 'scene=behind&lang=en', act: (page) => openMain(page) },
  { name: 'states-ko', query: 'scene=states', act: (page) => openMain(page) },
  {
    name: 'loading-ko',
    query: 'scene=loading',
    sizes: ['wide'],
    act: (page) => openChannel(page, '모두의-마루'),
  },
  {
    name: 'load-fails-en',
    query: 'scene=load-fails&lang=en',
    sizes: ['wide'],
    act: (page) => openChannel(page, '모두의-마루'),
  },
  { name: 'zoom-ko', query: 'scene=ready', sizes: ['zoom'], act: (page) => openMain(page) },
  {
    name: 'contrast-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await page.emulateMedia({ contrast: 'more' });
      await openMain(page);
    },
  },
  {
    name: 'panel-over-ko',
    query: 'scene=ready',
    sizes: ['narrow'],
    act: async (page) => {
      await openMain(page);
      await page.getByRole('button', { name: /답글 5개/ }).click();
      await page.waitForTimeout(400);
    },
  },
  { name: 'fresh-ko', query: 'scene=fresh', sizes: ['wide'] },
  {
    name: 'members-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('button', { name: '사람 목록' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'thread-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('button', { name: /답글 5개/ }).click();
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'search-ko',
    query: 'scene=ready',
    act: async (page) => {
      await key('Control+f')(page);
      await page.getByRole('searchbox').fill('문장');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'search-none-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await key('Control+f')(page);
      await page.getByRole('searchbox').fill('없는낱말');
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'replying-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('article').last().focus();
      await page.keyboard.press('r');
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'editing-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByRole('article').last().focus();
      await page.keyboard.press('e');
      await page.waitForTimeout(200);
    },
  },
  {
    name: 'undo-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('article').last().focus();
      await page.keyboard.press('Delete');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'reaction-picker-en',
    query: 'scene=ready&lang=en',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('article').last().focus();
      await page.keyboard.press('+');
      await page.getByRole('gridcell').first().waitFor();
    },
  },
  { name: 'switcher-en', query: 'scene=ready&lang=en', act: key('Control+k') },
  {
    name: 'shortcuts-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByRole('main').focus();
      await page.keyboard.press('?');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'hover-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByText('프로젝터').hover();
    },
  },
  {
    name: 'menu-en',
    query: 'scene=ready&lang=en',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByText('네, 가져갈게요').click({ button: 'right' });
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'emoji-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByRole('button', { name: '이모지', exact: true }).click();
      await page.waitForTimeout(900);
    },
  },
  {
    name: 'mention-ko',
    query: 'scene=ready',
    act: async (page) => {
      await openMain(page);
      await page.getByRole('combobox').fill('오늘 ');
      await page.getByRole('combobox').pressSequentially('@');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'too-long-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await openMain(page);
      await page.getByRole('combobox').fill('가'.repeat(6_000));
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'invite-ko',
    query: 'scene=ready',
    act: async (page) => {
      await page.getByRole('button', { name: '초대하기' }).first().click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'create-channel-ko',
    query: 'scene=ready',
    sizes: ['wide'],
    act: async (page) => {
      await page.getByRole('button', { name: '읽기에 채널 만들기' }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'join-ko',
    query: 'scene=ready#join=abc',
    sizes: ['wide', 'phone'],
    act: (page) => page.waitForTimeout(500),
  },
  ...(['프로필', '보기', '알림', '복구 문구', '연결과 저장', '가져오기'] as const).map((section, index) => ({
    name: `settings-${index + 1}-ko`,
    query: 'scene=reminder',
    act: async (page: Page) => {
      // The key is heard once the app stands.
      await page.getByRole('button', { name: '설정', exact: true }).first().waitFor();
      await page.keyboard.press('Control+,');
      await page.getByRole('button', { name: section, exact: true }).click();
      await page.waitForTimeout(250);
    },
  })),
  ...auditShots,
  ...boardShots,
  ...callPeopleShots,
  ...callShots,
  ...callVideoShots,
  ...ringingShots,
  ...deviceShots,
  ...inviteShots,
  ...noteShots,
  ...moderationShots,
  ...notificationShots,
  ...peopleShots,
  ...rolesShots,
  ...structureShots,
];
