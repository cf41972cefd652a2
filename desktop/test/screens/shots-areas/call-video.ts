/** Pictures of the own camera and screen: the look before, and settings. */
import type { Page } from '@playwright/test';
import type { Shot } from '../shots.ts';
import { openVoice } from './calls.ts';

const settle = (page: Page) => page.waitForTimeout(500);

export const callVideoShots: readonly Shot[] = [
  {
    name: 'call-video-preview-ko',
    query: 'scene=ready&call=talk',
    act: async (page) => {
      await openVoice(page);
      await page.getByRole('button', { name: '카메라 켜기', exact: true }).last().click();
      await settle(page);
    },
  },
  {
    name: 'call-video-settings-ko',
    query: 'scene=ready',
    pictureOnly: true,
    act: async (page) => {
      await page.getByRole('button', { name: '설정', exact: true }).first().click();
      await page.getByRole('button', { name: '음성과 영상' }).click();
      await page.getByRole('button', { name: '카메라 확인하기' }).click();
      await page.getByRole('heading', { name: '카메라' }).scrollIntoViewIfNeeded();
      await settle(page);
    },
  },
];
