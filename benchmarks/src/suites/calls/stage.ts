/** People in a voice channel, by what they see. */
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { firstMedia, received } from './in-page.ts';

const room = 'Voice';

export const makeRoom = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /menu$/i }).first().click();
  await page.getByRole('menuitem', { name: 'New channel' }).click();
  await page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Channel name' }).fill(room);
  await page.getByRole('button', { name: 'Create channel' }).click();
};

/** A press on the channel's row. */
export const enter = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(room, { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Current call' })).toContainText('In a call', {
    timeout: 60_000,
  });
};

export const leave = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect(page.getByRole('region', { name: 'Current call' })).toBeHidden();
};

export const showCamera = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Turn camera on' }).first().click();
};

const media = z.object({ audio: z.number().positive(), video: z.number().positive() });

/** Comes in; milliseconds from the press to the first sound and the first frame of another. */
export const comeIn = async (page: Page): Promise<z.infer<typeof media>> => {
  const row = page.getByRole('navigation', { name: 'Channels' }).getByText(room, { exact: true });
  await row.click();
  return media.parse(await page.evaluate(firstMedia));
};

const sums = z.object({
  connections: z.number(),
  packets: z.number(),
  lost: z.number(),
  samples: z.number(),
  concealed: z.number(),
  jitterMs: z.number(),
  frames: z.number(),
  freezes: z.number(),
  frozenSeconds: z.number(),
  bytes: z.number(),
  roundTripMs: z.number(),
  pictures: z.number(),
  height: z.number(),
  at: z.number(),
});

export type Spell = {
  /** Of what came in during the spell. */
  readonly lostPercent: number;
  readonly concealedPercent: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
  readonly fpsPerPicture: number;
  readonly freezesPerMinute: number;
  readonly frozenPercent: number;
  readonly kbitPerSecond: number;
  readonly pictures: number;
  readonly height: number;
};

/** What one receives for `seconds`. */
export const listenFor = async (page: Page, seconds: number): Promise<Spell> => {
  const before = sums.parse(await page.evaluate(received));
  await page.waitForTimeout(seconds * 1_000);
  const after = sums.parse(await page.evaluate(received));
  const took = (after.at - before.at) / 1_000;
  const of = (key: keyof z.infer<typeof sums>): number => after[key] - before[key];
  const share = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
  const pictures = Math.max(1, after.pictures);
  return {
    lostPercent: share(of('lost'), of('packets') + of('lost')),
    concealedPercent: share(of('concealed'), of('samples')),
    jitterMs: after.jitterMs,
    roundTripMs: after.roundTripMs / Math.max(1, after.connections),
    fpsPerPicture: of('frames') / took / pictures,
    freezesPerMinute: (of('freezes') * 60) / took / pictures,
    frozenPercent: share(of('frozenSeconds'), took * pictures),
    kbitPerSecond: (of('bytes') * 8) / 1_000 / took,
    pictures: after.pictures,
    height: after.height,
  };
};
