/** Pictures of notes: every state of the page, comments, history, tools, on a phone too. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page, ms = 500) => page.waitForTimeout(ms);

const open = async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: '함께-쓰는-노트' }).first().click();
  await page.getByRole('textbox', { name: /노트$|note$/ }).waitFor();
  await settle(page, 700);
};
const text = (page: Page) => page.getByRole('textbox', { name: /노트$|note$/ });
const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();

const comments = async (page: Page) => {
  await open(page);
  await button(page, /^(댓글|\d+ comments?|Comments)/);
  await settle(page);
};
const history = async (page: Page) => {
  await open(page);
  await button(page, /^(바뀐 기록|History)$/);
  await settle(page, 700);
};
/** Selects a few words as a pointer would. */
const select = async (page: Page, words: string) => {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('.ProseMirror') ?? document,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      document.querySelector<HTMLElement>('.ProseMirror')?.focus();
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
  }, words);
  await settle(page);
};

export const noteShots: readonly Shot[] = [
  { name: 'notes-rich-ko', query: 'scene=ready', act: open },
  { name: 'notes-rich-en', query: 'scene=ready&lang=en', act: open, pictureOnly: true },
  {
    name: 'notes-rich-end-ko',
    query: 'scene=ready',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await text(page).locator('pre').scrollIntoViewIfNeeded();
      await settle(page);
    },
  },
  { name: 'notes-empty-ko', query: 'scene=ready&note=empty', pictureOnly: true, act: open },
  { name: 'notes-comments-ko', query: 'scene=ready', act: comments },
  { name: 'notes-comments-en', query: 'scene=ready&lang=en', act: comments, pictureOnly: true },
  {
    name: 'notes-suggest-ko',
    query: 'scene=ready',
    act: async (page, phone) => {
      await open(page);
      await select(page, '처음 오시는 분도');
      if (phone) await text(page).press('Control+Alt+m');
      else await button(page, /^고칠 말 제안하기$/);
      await settle(page);
    },
  },
  {
    name: 'notes-selection-ko',
    query: 'scene=ready',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await select(page, '처음 오시는 분도');
    },
  },
  {
    name: 'notes-link-ko',
    query: 'scene=ready',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await text(page).getByText('별빛도서관 세미나실 안내').click();
      await settle(page);
    },
  },
  {
    name: 'notes-slash-ko',
    query: 'scene=ready&note=empty',
    act: async (page) => {
      await open(page);
      await text(page).click();
      await page.keyboard.type('/');
      await settle(page);
    },
  },
  {
    name: 'notes-mention-en',
    query: 'scene=ready&note=empty&lang=en',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await text(page).click();
      await page.keyboard.type('Ask @');
      await settle(page);
    },
  },
  {
    name: 'notes-message-ko',
    query: 'scene=ready&note=empty',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await text(page).click();
      await page.keyboard.type('#마루');
      await settle(page);
    },
  },
  { name: 'notes-history-ko', query: 'scene=ready', act: history },
  { name: 'notes-history-en', query: 'scene=ready&lang=en', act: history, pictureOnly: true },
  {
    name: 'notes-undo-person-ko',
    query: 'scene=ready',
    pictureOnly: true,
    act: async (page) => {
      await history(page);
      await button(page, /님이 이때부터 쓴 것 되돌리기$/);
      await settle(page);
    },
  },
  { name: 'notes-read-only-ko', query: 'scene=ready&note=read-only', act: open },
  { name: 'notes-closed-en', query: 'scene=ready&note=closed&lang=en', act: open, pictureOnly: true },
  { name: 'notes-offline-ko', query: 'scene=offline', act: open, pictureOnly: true },
  {
    name: 'notes-full-ko',
    query: 'scene=ready&note=full',
    pictureOnly: true,
    act: async (page) => {
      await open(page);
      await text(page).press('Control+End');
      await page.keyboard.type('자리가 없을 때');
      await settle(page);
    },
  },
  { name: 'notes-wide-ko', query: 'scene=ready&note=wide', pictureOnly: true, act: open },
  {
    name: 'notes-thread-ko',
    query: 'scene=ready',
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: '모두의-마루' }).first().click();
      await page.getByRole('log').first().waitFor();
      await page
        .getByRole('button', { name: /Notes of week 41/ })
        .first()
        .click();
      await page.getByText('노트', { exact: true }).last().click();
      await page.getByRole('textbox', { name: /노트$/ }).waitFor();
      await settle(page);
    },
  },
];
