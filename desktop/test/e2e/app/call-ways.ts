/** What tests of a call's ways look at: by what a page is connected, what it hears, whether its microphone is on. */
import { listen } from './call-ears.ts';
import { expect, type Person } from './fixture.ts';

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

export const leave = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Leave the call' }).first().click();
  await expect(page.getByRole('region', { name: 'Current call' })).toBeHidden();
};

/** Their page from now on keeps what it connected by and what microphones it was given. */
export const watch = async ({ context, page }: Person, { hidden = false } = {}): Promise<void> => {
  await context.addInitScript(keepTrack);
  if (hidden)
    await context.addInitScript(() =>
      localStorage.setItem('maru.calls', JSON.stringify({ hideAddress: true })),
    );
  await page.reload();
  // Who joins before there is a ticket is told to try again.
  await expect(page.getByRole('button', { name: /^Connected/ })).toBeVisible({ timeout: 15_000 });
  await page.waitForTimeout(1_000);
};

/** What each of the two says all the time. */
export const tones = { hana: 440, dirk: 1_000 } as const;

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
