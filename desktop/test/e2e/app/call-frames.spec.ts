/** Decision 0022: frames of a call are sealed with keys that only those who are in it hold. */
import { invite, join } from './acts.ts';
import { enter, settle } from './call-acts.ts';
import { giveVoice, listen, look } from './call-ears.ts';
import { expect, type Person, test } from './fixture.ts';

/** Notes what the page gives its worker of frames, and spoils others' keys on the way where that is asked for. */
const tapKeys = (): void => {
  const tap = { transforms: 0, generation: -1, step: -1, spoil: false };
  Object.assign(window, { tap });
  window.RTCRtpScriptTransform = class extends RTCRtpScriptTransform {
    constructor(worker: Worker, options?: unknown, transfer?: Transferable[]) {
      super(worker, options, transfer);
      tap.transforms++;
    }
  };
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
    const keys: unknown = typeof message === 'object' && message !== null && Reflect.get(message, 'keys');
    if (typeof keys === 'object' && keys !== null) {
      Object.assign(tap, Reflect.get(keys, 'own') ?? {});
      for (const { secret } of Reflect.get(keys, 'others')) if (tap.spoil) secret[0] ^= 1;
    }
    return Reflect.apply(postMessage, this, [message, ...rest]);
  };
};
const tapOf = ({ page }: Person) =>
  page.evaluate((): Record<string, unknown> => ({ ...Reflect.get(window, 'tap'), secret: undefined }));

const leave = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect(page.getByRole('region', { name: 'Current call' })).toBeHidden();
};
/** How loud one tone is of all that the page plays, in dB. */
const loudnessOf = ({ page }: Person, hz: number): Promise<number> =>
  page.evaluate((wanted) => {
    const ear: unknown = Reflect.get(window, 'ear');
    if (!(ear instanceof AnalyserNode)) return -200;
    const bins = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(bins);
    const at = Math.round((wanted * ear.fftSize) / ear.context.sampleRate);
    return Math.max(...bins.subarray(at - 3, at + 4), -200);
  }, hz);
const hears = (person: Person, hz: number) =>
  expect.poll(() => loudnessOf(person, hz), { timeout: 15_000 }).toBeGreaterThan(-60);

test('sound and pictures pass sealed; who has no key hears nothing; keys change when somebody leaves; who can’t seal is heard all the same', async ({
  relay,
  meet,
}) => {
  const { hana, dirk } = await settle(relay, meet, { hana: tapKeys, dirk: tapKeys });
  await enter(hana);
  await enter(dirk);
  await hears(dirk, 440);
  await hears(hana, 1_000);
  expect(await tapOf(hana)).toMatchObject({ transforms: 8, generation: 0 });
  await hana.page.getByRole('button', { name: 'Turn camera on' }).first().click();
  const camera = 'Camera of Hanasong';
  await expect(dirk.page.getByLabel(camera)).toBeVisible({ timeout: 15_000 });
  await expect(async () => {
    const seen = await look(dirk.page, camera);
    expect(seen.every(([red = 0, green = 0]) => red > green + 40)).toBe(true);
    expect(new Set(seen.map(([red]) => red)).size).toBeGreaterThan(1);
  }).toPass({ timeout: 15_000 });
  const bar = hana.page.getByRole('region', { name: 'Current call' });
  await expect(bar.getByRole('img', { name: 'Sealed: only those' })).toBeVisible();

  // Somebody to whom wrong keys are given hears nothing of what comes, and is heard.
  const juno = await meet('Junosong', { direct: true });
  await juno.context.addInitScript(giveVoice, { hz: 3_000, hue: 240 });
  await juno.context.addInitScript(tapKeys);
  await join(juno, await invite(hana));
  const spoil = (on: boolean) =>
    juno.page.evaluate((wrong) => void Object.assign(Reflect.get(window, 'tap'), { spoil: wrong }), on);
  await spoil(true);
  await enter(juno);
  await hears(hana, 3_000);
  expect(await tapOf(hana)).toMatchObject({ generation: 0, step: 1 });
  expect((await listen(juno.page)).level).toBeLessThan(0.001);
  await leave(juno);
  await expect.poll(async () => (await tapOf(hana))['generation']).toBe(1);
  await hears(dirk, 440);

  // With who doesn't seal, the others speak as without it, and see that it is so.
  await spoil(false);
  await juno.page.evaluate(() => localStorage.setItem('maru.calls', JSON.stringify({ sealFrames: false })));
  await juno.page.reload();
  await enter(juno);
  await hears(hana, 3_000);
  await hears(juno, 440);
  await expect(bar.getByRole('img', { name: 'not with Junosong' })).toBeVisible();
  await hears(dirk, 3_000);
});
