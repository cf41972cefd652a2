/** One person writes, another reads: how long until each of them sees it. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { percentile } from '../../lib/stats.ts';
import { atRest, watchMessages } from './watch.ts';

const times = z.object({ inPage: z.number(), painted: z.number().positive() });
const keys = z.array(z.number());
const warmUp = 3;

export type Talk = {
  /** Milliseconds from the key to the message in the writer's page, to the frame that shows it, and to the reader's frame. */
  readonly inPage: readonly number[];
  readonly own: readonly number[];
  readonly other: readonly number[];
};

export const p50 = (values: readonly number[]): number => percentile(values, 0.5);
export const p95 = (values: readonly number[]): number => percentile(values, 0.95);

export const talk = async (writer: Page, reader: Page | null, count: number): Promise<Talk> => {
  await writer.evaluate(watchMessages);
  await reader?.evaluate(watchMessages);
  const box = writer.getByRole('combobox', { name: /^Write in/ });
  const inPage: number[] = [];
  const own: number[] = [];
  const other: number[] = [];
  for (let index = -warmUp; index < count; index++) {
    const token = `bench-${index + warmUp}-end`;
    await box.fill(`a message of ordinary length, as people write them, ${token}`);
    await writer.evaluate(atRest);
    // Asked once and before the key: asking again and again takes the page's own thread while it works.
    const painted = [writer, ...(reader ? [reader] : [])].map((page) =>
      page.evaluate(`window.benchPainted('${token}')`),
    );
    const [, hereSeen, thereSeen] = await Promise.all([writer.keyboard.press('Enter'), ...painted]);
    const pressed = keys.parse(await writer.evaluate('window.benchKeys')).at(-1);
    if (pressed === undefined) throw new Error('no key went down');
    const here = times.parse(hereSeen);
    const there = reader ? times.parse(thereSeen) : null;
    if (index < 0) continue;
    inPage.push(here.inPage - pressed);
    own.push(here.painted - pressed);
    if (there) other.push(there.painted - pressed);
  }
  return { inPage, own, other };
};
