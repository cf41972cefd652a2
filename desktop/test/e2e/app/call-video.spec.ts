/** What one shows in a call: a look before, which camera, a blurred background, a screen with its sound. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { enter, settle } from './call-acts.ts';
import { listen, look } from './call-ears.ts';
import { expect, test } from './fixture.ts';

/** Before the page loads: two cameras as Chromium makes them, a look first, and a record of all that was opened. */
const watchDevices = (): void => {
  localStorage['maru.calls'] = JSON.stringify({ camera: { preview: true } });
  const devices = navigator.mediaDevices;
  const record: { tracks: MediaStreamTrack[]; screen: unknown } = { tracks: [], screen: null };
  Object.assign(window, { record });
  const drawn = devices.getUserMedia.bind(devices);
  const shared = devices.getDisplayMedia.bind(devices);
  const kept = (stream: MediaStream): MediaStream => {
    record.tracks.push(...stream.getTracks());
    return stream;
  };
  devices.getUserMedia = async (wanted) =>
    kept(
      wanted?.video ? await MediaDevices.prototype.getUserMedia.call(devices, wanted) : await drawn(wanted),
    );
  devices.getDisplayMedia = async (wanted) => {
    record.screen = wanted;
    return kept(await shared(wanted));
  };
};

const opened = z.array(
  z.object({ kind: z.string(), device: z.string(), state: z.string(), hint: z.string() }),
);
/** The cameras and screens that were opened, first to last. */
const pictures = async (page: Page) =>
  opened
    .parse(
      await page.evaluate(() => {
        const { tracks } = Reflect.get(window, 'record');
        return tracks.map((track: MediaStreamTrack) => ({
          kind: track.kind,
          device: track.getSettings().deviceId ?? '',
          state: track.readyState,
          hint: track.contentHint,
        }));
      }),
    )
    .filter(({ kind }) => kind === 'video');

/** How many neighbouring pixels of a picture differ much: hardly any where it is blurred. */
const sharpness = (page: Page, name: string): Promise<number> =>
  page.getByLabel(name, { exact: true }).evaluate((video) => {
    if (!(video instanceof HTMLVideoElement)) throw new Error('no picture');
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const draw = canvas.getContext('2d', { willReadFrequently: true });
    draw?.drawImage(video, 0, 0, 320, 180);
    const pixels = draw?.getImageData(0, 0, 320, 180).data ?? [];
    let edges = 0;
    for (let at = 4; at < pixels.length; at++)
      if (Math.abs((pixels[at] ?? 0) - (pixels[at - 4] ?? 0)) > 30) edges++;
    return edges;
  });

const moves = (page: Page, name: string) =>
  expect
    .poll(
      async () => {
        const at = () =>
          page
            .getByLabel(name, { exact: true })
            .evaluate((video) =>
              video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
            );
        const before = await at();
        await page.waitForTimeout(300);
        return (await at()) - before;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(1);

test('a camera is looked at first, chosen, blurred as it runs; a screen comes with its sound; leaving ends all', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet, { hana: watchDevices });
  await enter(hana);
  await enter(dirk);
  const { page } = hana;
  const camera = 'Camera of Hanasong';
  const preview = page.getByRole('dialog', { name: 'This is how others will see you' });
  const turnOn = page.getByRole('button', { name: 'Turn camera on' }).first();

  await turnOn.click();
  await moves(page, 'Your camera');
  const choice = preview.getByRole('combobox', { name: 'Camera' });
  // Chromium's second camera gives depths.
  await choice.selectOption({ index: 3 });
  const chosen = await choice.inputValue();
  await expect.poll(async () => (await pictures(page)).at(-1)?.device).toBe(chosen);
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(async () => (await pictures(page)).filter(({ state }) => state === 'live')).toEqual([]);
  await expect(turnOn).toBeFocused();
  await expect(dirk.page.getByLabel(camera)).toBeHidden();

  await turnOn.press('Enter');
  await moves(page, 'Your camera');
  await page.keyboard.press('Enter');
  await expect(preview).toBeHidden();
  await moves(dirk.page, camera);
  expect((await pictures(page)).at(-1)?.device).toBe(chosen);

  // Other pictures in the same call, with nothing agreed anew: another camera, then its background blurred.
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Voice and video' }).click();
  await page.getByRole('combobox', { name: 'Camera' }).selectOption({ index: 1 });
  // The third camera is green all over, the first draws.
  let sharp = 0;
  await expect(async () => {
    sharp = await sharpness(dirk.page, camera);
    expect(sharp).toBeGreaterThan(100);
  }).toPass({ timeout: 15_000 });
  const blur = page.getByRole('switch', { name: 'Blur my background' });
  await blur.click();
  await expect.poll(() => sharpness(dirk.page, camera), { timeout: 20_000 }).toBeLessThan(sharp * 0.3);
  await moves(dirk.page, camera);
  await blur.click();
  await expect.poll(() => sharpness(dirk.page, camera), { timeout: 15_000 }).toBeGreaterThan(sharp * 0.6);
  expect(hana.complaints).toEqual([]);

  await page.getByRole('radio', { name: '30' }).check({ force: true });
  await page.getByRole('radio', { name: 'Motion' }).check({ force: true });
  await page.getByRole('button', { name: 'Mute', exact: true }).first().click();
  await expect.poll(async () => (await listen(dirk.page)).level).toBeLessThan(0.001);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share your screen' }).first().click();
  const screen = 'Screen of Hanasong';
  await expect(async () => {
    const seen = await look(dirk.page, screen);
    expect(new Set(seen.map(([red]) => red)).size).toBeGreaterThan(1);
    const { hz, level } = await listen(dirk.page);
    expect(level).toBeGreaterThan(0.02);
    expect(Math.abs(hz - 440)).toBeLessThan(5);
  }).toPass({ timeout: 15_000 });
  expect(await page.evaluate(() => Reflect.get(window, 'record').screen)).toMatchObject({
    video: { frameRate: { max: 30 }, cursor: 'always' },
    audio: { echoCancellation: false, restrictOwnAudio: true },
    selfBrowserSurface: 'exclude',
  });
  expect((await pictures(page)).at(-1)?.hint).toBe('motion');
  // The browser's own bar.
  await page.evaluate(() => {
    const { tracks } = Reflect.get(window, 'record');
    tracks.findLast(({ kind }: MediaStreamTrack) => kind === 'video').dispatchEvent(new Event('ended'));
  });
  await expect(dirk.page.getByLabel(screen, { exact: true })).toBeHidden();
  await expect.poll(async () => (await listen(dirk.page)).level).toBeLessThan(0.001);

  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          Reflect.get(window, 'record').tracks.filter(
            (track: MediaStreamTrack) => track.readyState === 'live',
          ).length,
      ),
    )
    .toBe(0);
});
