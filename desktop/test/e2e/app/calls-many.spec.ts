/**
 * One call that grows from two to three, four and six: everybody hears each of the others, and nobody else, and reads
 * in their pictures whose they are. All six browsers share the machine that the test runs on, which carries six voices
 * but not the thirty pictures of six cameras drawn and coded in software: among six two show theirs, and those who read
 * elsewhere are sent none (decision 0024).
 */
import { begin, create, invite, join, openChannel } from './acts.ts';
import { giveCodedCamera, readCode } from './call-codes.ts';
import { giveVoice, heardAbove } from './call-ears.ts';
import { expect, firstChannel, type Person, test } from './fixture.ts';

const room = 'Chatter';
/** Far enough from each other, and from each other's overtones, to be told apart. */
const voices = [
  { name: 'Anasong', hz: 440 },
  { name: 'Berusong', hz: 613 },
  { name: 'Chansong', hz: 797 },
  { name: 'Dorasong', hz: 1_031 },
  { name: 'Erensong', hz: 1_297 },
  { name: 'Fenjasong', hz: 1_601 },
] as const;
const sizes = [2, 3, 4];
/** A moment on a quiet machine; as long as others take of one that they share. */
const patienceMs = 60_000;
/** With a sidebar, and little to draw. */
const small = { width: 720, height: 520 };

const enter = async ({ page }: Person): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(room, { exact: true }).click();
  // Whom one doesn't hear yet is waited for below.
  await expect(page.getByRole('region', { name: 'Current call' })).toContainText(/In a call|Reconnecting/);
};

/** Cameras at once; frames unsealed, which `call-frames.spec.ts` looks at: thirty ways cost a third of a core for it. */
const setUp = (): void =>
  localStorage.setItem('maru.calls', '{"camera":{"preview":false},"sealFrames":false}');

const createVoice = async ({ page, secrets }: Person): Promise<void> => {
  await page.getByRole('button', { name: /menu/i }).first().click();
  await page.getByRole('menuitem', { name: 'New channel' }).click();
  secrets.add(room);
  await page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Channel name' }).fill(room);
  await page.getByRole('button', { name: 'Create channel' }).click();
};

const switchCamera = async ({ page }: Person): Promise<void> => {
  await page
    .getByRole('button', { name: /^Turn camera (on|off)$/ })
    .first()
    .click();
};

/** Each other voice stands out at its pitch. */
const hearsAll = (person: Person, others: readonly { readonly hz: number }[]) =>
  expect(async () => {
    const above = await heardAbove(
      person.page,
      others.map(({ hz }) => hz),
    );
    expect(above.map((decibels) => decibels > 12)).toEqual(above.map(() => true));
  }, `${person.name} hears ${others.length}`).toPass({ timeout: patienceMs });

/** Each other picture says whose it is, and goes on. */
const seesAll = async (person: Person, others: readonly { readonly name: string; readonly id: number }[]) => {
  for (const { name, id } of others) {
    const picture = `Camera of ${name}`;
    const first = await (async () => {
      await expect
        .poll(async () => (await readCode(person.page, picture))?.sender, { timeout: patienceMs })
        .toBe(id);
      return (await readCode(person.page, picture))?.frame;
    })();
    await expect(async () => {
      const seen = await readCode(person.page, picture);
      expect(seen?.sender).toBe(id);
      expect(seen?.frame).not.toBe(first);
    }, `${person.name} sees ${name}`).toPass({ timeout: patienceMs });
  }
};

test('[T15] two, three, four and six hear every voice at its pitch and read in every picture whose it is', async ({
  relay,
  meet,
}) => {
  test.setTimeout(300_000);
  const people: Person[] = [];
  for (const [sender, { name, hz }] of voices.entries()) {
    const person = await meet(name, { direct: true });
    await person.page.setViewportSize(small);
    // Rings about who speaks would be drawn anew all the time, by software, on six pages.
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    await person.context.addInitScript(setUp);
    await person.context.addInitScript(giveVoice, { hz, hue: 0 });
    await person.context.addInitScript(giveCodedCamera, { sender, framesPerSecond: 4 });
    people.push(person);
  }
  const [ana, berus, chan, ...rest] = people;
  if (!ana || !berus || !chan) throw new Error('nobody');
  await begin(ana, relay.url);
  await create(ana, 'Choir house');
  await createVoice(ana);
  const link = await invite(ana);
  await Promise.all([berus, chan, ...rest].map((person) => join(person, link)));

  const ids = voices.map(({ name, hz }, id) => ({ name, hz, id }));
  const othersOf = (id: number, size: number) => ids.slice(0, size).filter((one) => one.id !== id);
  /** Everybody who is in hears everybody who is, and nobody who isn't is heard. */
  const allHear = async (size: number) => {
    for (const [id, person] of people.slice(0, size).entries()) await hearsAll(person, othersOf(id, size));
    const absent = ids.slice(size).map(({ hz }) => hz);
    if (absent.length > 0) expect(Math.max(...(await heardAbove(ana.page, absent)))).toBeLessThan(15);
  };

  let inCall = 0;
  for (const size of sizes) {
    for (const person of people.slice(inCall, size)) {
      await enter(person);
      await switchCamera(person);
    }
    inCall = size;
    await allHear(size);
    for (const [id, person] of people.slice(0, size).entries()) await seesAll(person, othersOf(id, size));
  }

  for (const person of people.slice(2, inCall)) await switchCamera(person);
  for (const [at, person] of rest.entries()) {
    const size = at + 4;
    if (size > inCall) await enter(person);
    // They listen on while they read.
    await openChannel(person.page, firstChannel);
    await hearsAll(person, othersOf(size - 1, size));
  }
  await allHear(people.length);
  for (const [id, person] of [ana, berus, chan].entries()) await seesAll(person, othersOf(id, 2));
});
