/** Two, three and four in one call: everybody hears and sees each of the others, and nobody else. */
import { begin, create, invite, join } from './acts.ts';
import { giveCodedCamera, readCode } from './call-codes.ts';
import { giveVoice, heardAbove } from './call-ears.ts';
import { expect, type Person, test } from './fixture.ts';

const room = 'Chatter';
/** Far enough from each other, and from each other's overtones, to be told apart. */
const voices = [
  { name: 'Anasong', hz: 440 },
  { name: 'Berusong', hz: 613 },
  { name: 'Chansong', hz: 797 },
  { name: 'Dorasong', hz: 1_031 },
] as const;
const sizes = [2, 3, 4];

const enter = async ({ page }: Person): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(room, { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Current call' })).toContainText('In a call');
};

const showCamera = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Turn camera on' }).first().click();
};

/** Each other voice stands out at its pitch. */
const hearsAll = (person: Person, others: readonly { readonly hz: number }[]) =>
  expect(async () => {
    const above = await heardAbove(
      person.page,
      others.map(({ hz }) => hz),
    );
    expect(above.map((decibels) => decibels > 12)).toEqual(above.map(() => true));
  }, `${person.name} hears ${others.length}`).toPass({ timeout: 30_000 });

/** Each other picture says whose it is, and goes on. */
const seesAll = async (person: Person, others: readonly { readonly name: string; readonly id: number }[]) => {
  for (const { name, id } of others) {
    const picture = `Camera of ${name}`;
    const first = await (async () => {
      await expect
        .poll(async () => (await readCode(person.page, picture))?.sender, { timeout: 30_000 })
        .toBe(id);
      return (await readCode(person.page, picture))?.frame;
    })();
    await expect(async () => {
      const seen = await readCode(person.page, picture);
      expect(seen?.sender).toBe(id);
      expect(seen?.frame).not.toBe(first);
    }, `${person.name} sees ${name}`).toPass({ timeout: 30_000 });
  }
};

test('[T15] two, three and four hear every voice at its pitch and read in every picture whose it is', async ({
  relay,
  meet,
}) => {
  test.setTimeout(240_000);
  const people: Person[] = [];
  for (const [sender, { name, hz }] of voices.entries()) {
    const person = await meet(name, { direct: true });
    await person.context.addInitScript(() =>
      localStorage.setItem('maru.calls', '{"camera":{"preview":false}}'),
    );
    await person.context.addInitScript(giveVoice, { hz, hue: 0 });
    await person.context.addInitScript(giveCodedCamera, { sender, framesPerSecond: 8 });
    people.push(person);
  }
  const [ana, ...rest] = people;
  if (!ana) throw new Error('nobody');
  await begin(ana, relay.url);
  await create(ana, 'Choir house');
  await ana.page.getByRole('button', { name: /menu/i }).first().click();
  await ana.page.getByRole('menuitem', { name: 'New channel' }).click();
  ana.secrets.add(room);
  await ana.page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await ana.page.getByRole('textbox', { name: 'Channel name' }).fill(room);
  await ana.page.getByRole('button', { name: 'Create channel' }).click();
  const link = await invite(ana);
  for (const person of rest) await join(person, link);

  const ids = voices.map(({ name, hz }, id) => ({ name, hz, id }));
  let inCall = 0;
  for (const size of sizes) {
    for (const person of people.slice(inCall, size)) {
      await enter(person);
      await showCamera(person);
    }
    inCall = size;
    for (const [id, person] of people.slice(0, size).entries()) {
      const others = ids.slice(0, size).filter((one) => one.id !== id);
      await hearsAll(person, others);
      await seesAll(person, others);
    }
    // Nobody who is not in is heard.
    const absent = ids.slice(size).map(({ hz }) => hz);
    if (absent.length > 0) expect(Math.max(...(await heardAbove(ana.page, absent)))).toBeLessThan(15);
  }
});
