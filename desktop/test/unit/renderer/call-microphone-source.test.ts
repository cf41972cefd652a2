import { expect, test } from 'vitest';
import {
  createMicrophoneSource,
  type MicrophoneWish,
  type SourceState,
} from '../../../renderer/calls/microphone/microphone-source.ts';

const wish: MicrophoneWish = {
  device: null,
  suppression: 'browser',
  echoCancellation: true,
  autoGain: true,
};

/** Devices that can be unplugged, and whose lights are seen. */
const desk = (...plugged: string[]) => {
  const there = new Set(['system', ...plugged]);
  const tracks: { readonly device: string; readonly track: MediaStreamTrack; lit: boolean }[] = [];
  const states: SourceState[] = [];
  let refusal: string | null = null;
  let answer: Promise<void> = Promise.resolve();
  const source = createMicrophoneSource({
    async capture({ device }) {
      await answer;
      if (refusal) throw new DOMException('no', refusal);
      const name = device ?? 'system';
      if (!there.has(name)) throw new DOMException('no', 'OverconstrainedError');
      const track = {
        onended: null,
        stop() {
          one.lit = false;
        },
      } as unknown as MediaStreamTrack;
      const one = { device: name, track, lit: true };
      tracks.push(one);
      return track;
    },
    isConnected: async (device) => there.has(device),
    onChange: (state) => states.push(state),
  });
  return {
    source,
    states,
    lit: () => tracks.filter(({ lit }) => lit).map(({ device }) => device),
    now: () => states.at(-1),
    plug: (device: string) => there.add(device),
    unplug(device: string) {
      there.delete(device);
      for (const one of tracks)
        if (one.device === device && one.lit) {
          one.lit = false;
          one.track.onended?.(new Event('ended'));
        }
    },
    refuse: (name: string | null) => {
      refusal = name;
    },
    /** The person is being asked until the returned function is called. */
    ask() {
      const { promise, resolve } = Promise.withResolvers<void>();
      answer = promise;
      return resolve;
    },
  };
};

test('one light at a time, and none once nobody wants it', async () => {
  const { source, lit } = desk('headset');
  await source.want(wish);
  await source.want({ ...wish, device: 'headset' });
  expect(lit()).toEqual(['headset']);
  await source.want({ ...wish, device: 'headset', echoCancellation: false });
  expect(lit()).toEqual(['headset']);
  await source.want(null);
  expect(lit()).toEqual([]);
});

test('what is no longer wanted when the person answers is never lit, and what is lit goes out before', async () => {
  const { source, lit, ask } = desk('headset');
  await source.want(wish);
  const answer = ask();
  const asked = source.want({ ...wish, device: 'headset' });
  const ended = source.want(null);
  expect(lit()).toEqual([]);
  answer();
  await Promise.all([asked, ended]);
  expect(lit()).toEqual([]);
});

test('a device that is unplugged gives way to the system’s, which says so, and is taken again', async () => {
  const { source, lit, now, unplug, plug } = desk('headset');
  await source.want({ ...wish, device: 'headset' });
  expect(now()).toMatchObject({ standsIn: false, failure: null });
  unplug('headset');
  await source.want({ ...wish, device: 'headset' });
  expect(lit()).toEqual(['system']);
  expect(now()).toMatchObject({ standsIn: true, failure: null });
  await source.lookAgain();
  expect(lit()).toEqual(['system']);
  plug('headset');
  await source.lookAgain();
  expect(lit()).toEqual(['headset']);
  expect(now()).toMatchObject({ standsIn: false });
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
])('%s is told as %s, and a later look finds what came', async (name, failure) => {
  const { source, lit, now, refuse } = desk();
  refuse(name);
  await source.want(wish);
  expect(now()).toEqual({ track: null, standsIn: false, failure });
  refuse(null);
  await source.lookAgain();
  expect(lit()).toEqual(['system']);
  expect(now()).toMatchObject({ failure: null });
});
