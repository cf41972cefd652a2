/** The wheel turned back through the open channel: what became of the frames, and of the page. */
import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { type FrameCounts, traceFrames } from '../../lib/frame-trace.ts';
import type { Trial } from '../../lib/trial.ts';
import { watchFrames } from './watch.ts';

const counted = z.object({
  frames: z.number(),
  blank: z.number(),
  longTasks: z.number(),
  longest: z.number(),
  startedAt: z.number(),
  endedAt: z.number(),
  seen: z.number(),
});

const refreshHz = 60;
/** From the keyboard to the wheel: the list has come to rest after what was sent. */
const handMs = 500;

export type Scrolled = {
  /** Of the frames that had something to show, those that were shown, at 60 Hz. */
  readonly framesPerSecond: number;
  /** By the trace: presented with a part not drawn; by the page: less than half covered by messages. */
  readonly blank: number;
  readonly longTasks: number;
};

export const scroll = async (trial: Trial, browser: Browser, page: Page): Promise<Scrolled> => {
  // What is unread opens at its beginning; the way back starts at the newest.
  const newest = page.getByRole('button', { name: 'Jump to newest' });
  if (await newest.isVisible()) await newest.click();
  await newest.waitFor({ state: 'hidden' });
  const log = page.getByRole('log').first();
  await log.hover();
  await page.waitForTimeout(handMs);
  await page.evaluate(watchFrames);
  const stop = await traceFrames(browser);
  const turns = trial.pick({ tiny: 20, quick: 100, full: 600 });
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(16);
  }
  const traced: FrameCounts = await stop();
  const found = counted.parse(await page.evaluate('window.benchStop()'));
  if (found.seen < 20) throw new Error(`only ${found.seen} messages went by`);
  const byPage = (found.frames * 1000) / (found.endedAt - found.startedAt);
  trial.fact('Messages that went by', String(found.seen));
  trial.fact('Longest task while scrolling', `${Math.round(found.longest)} ms`);
  trial.fact('Frames by the trace', `${traced.presented} shown, ${traced.dropped} dropped`);
  trial.fact('Frames by requestAnimationFrame', `${Math.round(byPage)} a second`);
  return {
    framesPerSecond: (refreshHz * traced.presented) / (traced.presented + traced.dropped),
    blank: traced.blank + found.blank,
    longTasks: found.longTasks,
  };
};
