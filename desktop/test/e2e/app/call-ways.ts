/** What tests of a call's ways do and look at: a voice channel of two, what a page connected by, what it holds. */
import { begin, create, invite, join } from './acts.ts';
import { giveVoice, listen } from './call-ears.ts';
import { expect, type Meet, type Person } from './fixture.ts';
import type { RelayServer } from './relay-server.ts';

export const voiceRoom = 'Chatter';

/** Before the page loads: keeps its connections and whatever microphone it was given, for a look. */
const keepTrack = (): void => {
  const connections: RTCPeerConnection[] = [];
  const candidates: string[] = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.candidate) candidates.push(candidate.candidate);
      });
    }
  };
  const microphones: MediaStreamTrack[] = [];
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const given = await ask(wanted);
    microphones.push(...given.getAudioTracks());
    return given;
  };
  Object.assign(window, { connections, candidates, microphones });
};

const openVoice = async ({ page }: Person): Promise<void> => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(voiceRoom, { exact: true }).click();
};
export const enter = async (person: Person): Promise<void> => {
  await openVoice(person);
  await person.page.getByRole('button', { name: 'Join the call' }).click();
  await expect(person.page.getByRole('region', { name: 'Current call' })).toContainText('In a call');
};
export const leave = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect(page.getByRole('region', { name: 'Current call' })).toBeHidden();
};

const arrive = async (meet: Meet, name: string, hz: number, hidden: boolean): Promise<Person> => {
  const person = await meet(name, { direct: true });
  await person.context.addInitScript(giveVoice, { hz, hue: 0 });
  await person.context.addInitScript(keepTrack);
  if (hidden)
    await person.context.addInitScript(() =>
      localStorage.setItem('maru.calls', JSON.stringify({ hideAddress: true })),
    );
  return person;
};

export const tones = { hana: 440, dirk: 1_000 } as const;

/** Two members of a community with a voice channel, each with a tone of their own. */
export const settleTwo = async (relay: RelayServer, meet: Meet, { hidden = false } = {}) => {
  const hana = await arrive(meet, 'Hanasong', tones.hana, hidden);
  await begin(hana, relay.url);
  await create(hana, 'Song house');
  await hana.page.getByRole('button', { name: /menu/i }).first().click();
  await hana.page.getByRole('menuitem', { name: 'New channel' }).click();
  hana.secrets.add(voiceRoom);
  await hana.page.getByRole('radio', { name: 'Voice' }).check({ force: true });
  await hana.page.getByRole('textbox', { name: 'Channel name' }).fill(voiceRoom);
  await hana.page.getByRole('button', { name: 'Create channel' }).click();
  const dirk = await arrive(meet, 'Dirksong', tones.dirk, hidden);
  await join(dirk, await invite(hana));
  return { hana, dirk };
};

/** Their tone is what this page plays, within a percent of its frequency. */
export const hears = ({ page }: Person, hz: number, timeout = 15_000) =>
  expect
    .poll(
      async () => {
        const { hz: heard, level } = await listen(page);
        return level > 0.01 && Math.abs(heard - hz) < hz / 100;
      },
      { timeout },
    )
    .toBe(true);

/** Kinds of the ways that the page's connections go, at its end, and of all that it ever told others of. */
export const waysOf = ({ page }: Person): Promise<{ readonly used: string[]; readonly told: string[] }> =>
  page.evaluate(async () => {
    const connections: unknown = Reflect.get(window, 'connections');
    const candidates: unknown = Reflect.get(window, 'candidates');
    const used: string[] = [];
    for (const one of Array.isArray(connections) ? connections : []) {
      if (!(one instanceof RTCPeerConnection) || one.connectionState !== 'connected') continue;
      const stats = [...(await one.getStats()).values()];
      const pair = stats.find(
        ({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded',
      );
      used.push(String(stats.find(({ id }) => id === pair?.localCandidateId)?.candidateType));
    }
    const told = (Array.isArray(candidates) ? candidates : []).map(
      (one) => / typ (\w+)/.exec(String(one))?.[1] ?? '',
    );
    return { used: [...new Set(used)], told: [...new Set(told)] };
  });

/** Whether a microphone is still open: its light would be on. */
export const isMicrophoneOn = ({ page }: Person): Promise<boolean> =>
  page.evaluate(() => {
    const given: unknown = Reflect.get(window, 'microphones');
    return (Array.isArray(given) ? given : []).some(
      (one) => one instanceof MediaStreamTrack && one.readyState === 'live',
    );
  });
