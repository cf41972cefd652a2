/** A call's quality between real pages: what lies between people is said, and nothing is sent that nobody looks at. */
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { enter, settle } from './call-acts.ts';
import { expect, firstChannel, test } from './fixture.ts';

/** Before the page loads: connections that it makes can be looked into. */
const keepConnections = (): void => {
  const made: RTCPeerConnection[] = [];
  Object.assign(window, { made });
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  };
};

const sending = z.array(
  z.object({
    kind: z.enum(['audio', 'video']),
    active: z.boolean(),
    maxBitrate: z.number().nullable(),
    priority: z.string(),
    framesSent: z.number(),
  }),
);

/** The senders of the page's one media connection, in the order of the slots. */
const sendersOf = async (page: Page): Promise<z.infer<typeof sending>> =>
  sending.parse(
    await page.evaluate(async () => {
      const made: unknown = Reflect.get(window, 'made');
      const all: readonly unknown[] = Array.isArray(made) ? made : [];
      const connection = all.findLast(
        (one) =>
          one instanceof RTCPeerConnection &&
          one.connectionState === 'connected' &&
          one.getSenders().length === 4,
      );
      if (!(connection instanceof RTCPeerConnection)) return [];
      return Promise.all(
        connection.getTransceivers().map(async ({ sender, receiver }) => {
          const [encoding] = sender.getParameters().encodings;
          let framesSent = 0;
          for (const entry of (await sender.getStats()).values())
            if (entry.type === 'outbound-rtp') framesSent += entry.framesSent ?? 0;
          return {
            kind: receiver.track.kind,
            active: encoding?.active ?? true,
            maxBitrate: encoding?.maxBitrate ?? null,
            priority: encoding?.priority ?? '',
            framesSent,
          };
        }),
      );
    }),
  );
const screenOf = async (page: Page) => {
  const [, screen] = (await sendersOf(page)).filter(({ kind }) => kind === 'video');
  return screen ?? { active: false, framesSent: 0 };
};

test('what lies between two is said; a screen that nobody looks at is not sent, and all together stays within the budget', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet, { dirk: keepConnections });
  await enter(hana);
  await enter(dirk);

  // The panel: its figures come from the connection.
  const bar = hana.page.getByRole('region', { name: 'Current call' });
  // How good it is hangs on how busy the machine is: here it counts that it is measured.
  const mark = bar.getByRole('button', { name: /^(Good|Unsteady|Poor) connection$/ });
  await expect(mark).toBeVisible({ timeout: 20_000 });
  await mark.click();
  const panel = hana.page.getByRole('dialog', { name: 'Connections in this call' });
  const row = panel.getByRole('row', { name: /Dirksong/ });
  await expect(row).toContainText('Direct, UDP');
  await expect(row).toContainText('Voice opus');
  await expect(row).toContainText(/\d+ ?ms/);
  await expect(row).toContainText(/% in/);
  await hana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.getByRole('button', { name: 'Copy report' }).click();
  await expect(hana.page.getByText('The report is on your clipboard.')).toBeVisible();
  const report = await hana.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('"route": "direct"');
  for (const secret of ['Dirksong', 'Hanasong', '127.0.0.1', '.local', '"address"'])
    expect(report).not.toContain(secret);
  await hana.page.keyboard.press('Escape');
  await expect(mark).toBeFocused();

  // Looked at: frames go on. Elsewhere: they stand still. Looked at again: they go on.
  await dirk.page.getByRole('button', { name: 'Share your screen' }).first().click();
  await expect(hana.page.getByLabel('Screen of Dirksong', { exact: true })).toBeVisible({ timeout: 15_000 });
  const goesOn = async () => {
    const { framesSent } = await screenOf(dirk.page);
    await expect.poll(async () => (await screenOf(dirk.page)).framesSent).toBeGreaterThan(framesSent + 3);
  };
  await goesOn();
  const channels = hana.page.getByRole('navigation', { name: 'Channels' });
  await channels.getByText(firstChannel, { exact: true }).click();
  await expect.poll(async () => (await screenOf(dirk.page)).active).toBe(false);
  const { framesSent } = await screenOf(dirk.page);
  await dirk.page.waitForTimeout(1_000);
  // One may have been on its way out.
  expect((await screenOf(dirk.page)).framesSent).toBeLessThanOrEqual(framesSent + 1);
  await bar.getByRole('button', { name: /Chatter/ }).click();
  await expect.poll(async () => (await screenOf(dirk.page)).active).toBe(true);
  await goesOn();

  // Sound first, and every encoder has its part of the budget.
  const senders = (await sendersOf(dirk.page)).filter(({ active }) => active);
  expect(senders.filter(({ kind }) => kind === 'audio').map(({ priority }) => priority)).not.toContain('low');
  expect(senders.every(({ maxBitrate }) => maxBitrate !== null)).toBe(true);
  expect(senders.reduce((sum, { maxBitrate }) => sum + (maxBitrate ?? 0), 0)).toBeLessThanOrEqual(6_000_000);
});
