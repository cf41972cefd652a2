/** The own voice on its way into a call: when it goes out, how loud, without what, and from which device. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { enter, settle } from './call-acts.ts';
import { listen } from './call-ears.ts';
import { expect, type Person, test } from './fixture.ts';

/** Before the page loads: a desk with a headset, whose tone and hiss a test turns up and down. */
const giveDesk = (): void => {
  const opened: MediaStreamTrack[] = [];
  const plugged = new Set(['headset']);
  let mix: { context: AudioContext; tone: GainNode; hiss: GainNode } | null = null;
  /** Made with the first device, when the page may play. */
  const make = () => {
    const context = new AudioContext();
    const [tone, hiss] = [context.createGain(), context.createGain()];
    const oscillator = context.createOscillator();
    oscillator.frequency.value = 440;
    const noise = context.createBufferSource();
    noise.buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
    noise.buffer.copyToChannel(
      new Float32Array(context.sampleRate).map(() => Math.random() * 2 - 1),
      0,
    );
    noise.loop = true;
    oscillator.connect(tone);
    noise.connect(hiss);
    tone.gain.value = 0.25;
    hiss.gain.value = 0;
    oscillator.start();
    noise.start();
    return { context, tone, hiss };
  };
  const devices = navigator.mediaDevices;
  devices.getUserMedia = async (wanted) => {
    const audio = wanted?.audio;
    const asked = typeof audio === 'object' ? audio.deviceId : undefined;
    const id = typeof asked === 'object' && 'exact' in asked ? String(asked.exact) : 'built-in';
    if (id !== 'built-in' && !plugged.has(id)) throw new DOMException('not there', 'OverconstrainedError');
    mix ??= make();
    const out = mix.context.createMediaStreamDestination();
    mix.tone.connect(out);
    mix.hiss.connect(out);
    opened.push(...out.stream.getTracks());
    return out.stream;
  };
  devices.enumerateDevices = async () =>
    [...plugged].map((deviceId) => ({
      deviceId,
      groupId: '',
      kind: 'audioinput',
      label: 'Headset',
      toJSON: () => null,
    }));
  Object.assign(window, {
    desk: {
      play(tone: number, hiss: number) {
        if (!mix) return;
        mix.tone.gain.value = tone;
        mix.hiss.gain.value = hiss;
      },
      unplug() {
        plugged.clear();
        for (const track of opened)
          if (track.readyState === 'live') {
            track.stop();
            track.dispatchEvent(new Event('ended'));
          }
        devices.dispatchEvent(new Event('devicechange'));
      },
      live: () => opened.filter(({ readyState }) => readyState === 'live').length,
      opened: () => opened.length,
    },
  });
};

const play = (page: Page, tone: number, hiss: number) =>
  page.evaluate((levels) => Reflect.get(window, 'desk').play(...levels), [tone, hiss] as const);
const lights = async (page: Page) =>
  z.object({ live: z.number(), opened: z.number() }).parse(
    await page.evaluate(() => {
      const desk = Reflect.get(window, 'desk');
      return { live: desk.live(), opened: desk.opened() };
    }),
  );

const levelAt = async ({ page }: Person): Promise<number> => (await listen(page)).level;
const isHeard = (by: Person, least = 0.02) =>
  expect.poll(() => levelAt(by), { timeout: 15_000 }).toBeGreaterThan(least);
const isSilent = (by: Person) => expect.poll(() => levelAt(by)).toBeLessThan(0.0005);
/** Two looks that agree. */
const steady = async (by: Person): Promise<number> => {
  let level = 0;
  await expect(async () => {
    const before = await levelAt(by);
    await by.page.waitForTimeout(400);
    level = await levelAt(by);
    expect(level).toBeGreaterThan(0.001);
    expect(Math.abs(level - before)).toBeLessThan(level / 15);
  }).toPass();
  return level;
};

test('one is heard by voice, by key and no louder than one wants; hiss is taken out; an unplugged headset is replaced; no light stays on', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet, { hana: giveDesk });
  const { page } = hana;
  await enter(hana);
  await enter(dirk);
  await isHeard(dirk);
  const whole = await steady(dirk);

  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Voice and video', exact: true }).click();
  await expect(page.getByText('Others would hear this.')).toBeVisible();

  // Half as loud.
  await page.getByRole('slider', { name: 'Loudness of your voice' }).fill('50');
  await expect.poll(async () => Math.abs((await levelAt(dirk)) / whole - 0.5)).toBeLessThan(0.1);
  await page.getByRole('slider', { name: 'Loudness of your voice' }).fill('100');

  // By voice: what is below the threshold stays here.
  await page.getByRole('switch', { name: 'Find out how loud speech is' }).click();
  await page.getByRole('slider', { name: 'You are heard above' }).fill('-40');
  await play(page, 0.005, 0);
  await isSilent(dirk);
  await expect(page.getByText('Nobody would hear this.')).toBeVisible();
  await play(page, 0.25, 0);
  await isHeard(dirk);

  // Hiss, louder than the threshold: sent as it is, and hardly at all once suppression is strong.
  await play(page, 0, 0.05);
  const hiss = await steady(dirk);
  await page.getByRole('radio', { name: 'Strong', exact: true }).check({ force: true });
  await expect.poll(() => levelAt(dirk), { timeout: 15_000 }).toBeLessThan(hiss / 10);
  await page.getByRole('radio', { name: 'Standard', exact: true }).check({ force: true });
  await play(page, 0.25, 0);
  await isHeard(dirk);

  // By key: another one than usual, and a while longer than it is held.
  await page.getByRole('radio', { name: 'Push to talk' }).check({ force: true });
  await isSilent(dirk);
  await page.getByRole('button', { name: 'Key to talk' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Key to talk' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('This key is needed to move about.')).toBeVisible();
  await page.keyboard.press('KeyV');
  await expect(page.getByRole('button', { name: 'Key to talk' })).toContainText('V');
  await page.keyboard.down('KeyV');
  await isHeard(dirk);
  await page.keyboard.up('KeyV');
  await isSilent(dirk);
  // Without a keyboard.
  const hold = page.getByRole('button', { name: /^Hold to talk/ }).last();
  await hold.hover();
  await page.mouse.down();
  await isHeard(dirk);
  await page.mouse.up();
  await isSilent(dirk);
  // Whoever leaves the window lets go.
  await page.keyboard.down('KeyV');
  await isHeard(dirk);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await isSilent(dirk);
  await page.keyboard.up('KeyV');
  await page.getByRole('radio', { name: 'Voice activity' }).check({ force: true });
  await isHeard(dirk);

  // The headset, until it is unplugged.
  const device = page.getByRole('region', { name: 'Microphone' }).getByRole('combobox', { name: 'Device' });
  await device.selectOption('Headset');
  await isHeard(dirk);
  await page.evaluate(() => Reflect.get(window, 'desk').unplug());
  await expect(page.getByText('Your microphone is not connected.').first()).toBeVisible();
  await isHeard(dirk);
  expect(await lights(page)).toEqual({ live: 1, opened: expect.any(Number) });

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect.poll(async () => (await lights(page)).live).toBe(0);
  expect((await lights(page)).opened).toBeGreaterThan(4);
});
