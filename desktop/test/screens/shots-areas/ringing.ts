/** Pictures of ringing, of what came of it, and of missed calls. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';

const settle = (page: Page) => page.waitForTimeout(400);

/** Calls back from the first missed line: what came of it depends on the scene. */
const callBack = (lang: 'ko' | 'en') => async (page: Page) => {
  await page
    .getByRole('button', { name: lang === 'ko' ? /다시 전화하기/ : /^Call .* back$/ })
    .first()
    .click();
  await settle(page);
};
export const ringingShots: readonly Shot[] = [
  { name: 'ring-incoming-ko', query: 'scene=ready&ring=incoming', act: settle },
  { name: 'ring-incoming-en', query: 'scene=ready&lang=en&ring=incoming', act: settle, pictureOnly: true },
  { name: 'ring-in-call-ko', query: 'scene=ready&call=talk&ring=incoming', act: settle, pictureOnly: true },
  { name: 'ring-answering-ko', query: 'scene=ready&ring=answering', act: settle, pictureOnly: true },
  { name: 'ring-calling-ko', query: 'scene=ready&ring=outgoing', act: settle, pictureOnly: true },
  { name: 'ring-ringing-en', query: 'scene=ready&lang=en&ring=ringing', act: settle },
  { name: 'ring-no-answer-ko', query: 'scene=ready&ring=no-answer', act: callBack('ko') },
  { name: 'ring-away-en', query: 'scene=ready&lang=en&ring=away', act: callBack('en'), pictureOnly: true },
  { name: 'ring-declined-ko', query: 'scene=ready&ring=declined', act: callBack('ko'), pictureOnly: true },
  { name: 'ring-missed-ko', query: 'scene=ready&ring=missed', act: settle },
  { name: 'ring-missed-many-en', query: 'scene=ready&lang=en&ring=missed-many', act: settle },
];
