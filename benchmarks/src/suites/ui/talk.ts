/** One person writes, another reads: how long until each of them sees it. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { percentile } from '../../lib/stats.ts';
import { waitFor } from './acts.ts';
import { watchMessages } from './watch.ts';

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
    await box.press('Enter');
    const seen = `window.benchSeen.get('${token}')`;
    await waitFor(writer, `${seen}?.painted > 0`);
    if (reader) await waitFor(reader, `${seen}?.painted > 0`);
    const pressed = keys.parse(await writer.evaluate('window.benchKeys')).at(-1);
    if (pressed === undefined) throw new Error('no key went down');
    const here = times.parse(await writer.evaluate(seen));
    const there = reader ? times.parse(await reader.evaluate(seen)) : null;
    if (index < 0) continue;
    inPage.push(here.inPage - pressed);
    own.push(here.painted - pressed);
    if (there) other.push(there.painted - pressed);
  }
  return { inPage, own, other };
};
