/** What is heard of a call's comings and goings. */
import type { CallParticipantView, ChannelId, CommunityId, DeviceId } from '@maru/sync-core';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createCallSettings } from '../../../renderer/calls/call-settings.ts';
import type { CallState } from '../../../renderer/calls/call-store.ts';
import { createCallSounds } from '../../../renderer/calls/sounds/call-sounds.ts';
import { callSounds, strokesOf } from '../../../renderer/calls/sounds/strokes.ts';

/** Of what a store holds only what sounds are made of. */
const part = <T>(some: Partial<T>): T => some as T;
const place = { community: 'c' as CommunityId, channel: 'h' as ChannelId };
const other = { ...place, channel: 'g' as ChannelId };
const person = (name: string, more: Partial<CallParticipantView> = {}): CallParticipantView =>
  part<CallParticipantView>({
    device: name as DeviceId,
    me: name === 'me',
    screen: false,
    mayStream: true,
    ...more,
  });
const me = person('me');

const listen = () => {
  const played: string[] = [];
  let now = 0;
  const store = createStore<CallState>(() =>
    part<CallState>({ place: null, joining: false, participants: [], muted: false, deafened: false }),
  );
  const settings = createCallSettings({ recall: () => null, remember: () => undefined });
  createCallSounds({
    call: { store },
    settings,
    now: () => now,
    play: (sound) => played.push(sound),
  });
  return {
    settings,
    pass: (ms: number) => (now += ms),
    /** What this change was heard as. */
    heard(change: Partial<CallState>): readonly string[] {
      played.length = 0;
      store.setState(change);
      return [...played];
    },
  };
};

it('coming in, others coming and going, one’s own switches and the end each have their sound', () => {
  const { heard } = listen();
  expect(heard({ place, joining: true })).toEqual([]);
  expect(heard({ joining: false })).toEqual([]);
  expect(heard({ participants: [me, person('bo')] })).toEqual(['entered']);
  expect(heard({ participants: [me, person('bo'), person('chae')] })).toEqual(['joined']);
  expect(heard({ participants: [me, person('bo'), person('chae', { screen: true })] })).toEqual([
    'screenShown',
  ]);
  expect(heard({ participants: [me, person('bo')] })).toEqual(['left']);
  expect(heard({ muted: true })).toEqual(['muted']);
  expect(heard({ muted: true, deafened: true })).toEqual(['deafened']);
  expect(heard({ muted: false, deafened: false })).toEqual(['undeafened']);
  expect(heard({ place: other, participants: [] })).toEqual([]);
  expect(heard({ participants: [me, person('dirk')] })).toEqual(['entered']);
  expect(heard({ place: null, participants: [] })).toEqual(['ended']);
});

it('a screen of who may not stream is no news, and a join that fails is no end', () => {
  const { heard } = listen();
  heard({ place, participants: [me, person('bo')] });
  const barred = person('bo', { screen: true, mayStream: false });
  expect(heard({ participants: [me, barred] })).toEqual([]);
  heard({ place: null, participants: [] });
  heard({ place, joining: true });
  expect(heard({ place: null, joining: false })).toEqual([]);
});

it('[T14] a raid is not drummed out; who hears nobody hears no one come; and the setting silences all', () => {
  const { heard, pass, settings } = listen();
  heard({ place, participants: [me] });
  const crowd = Array.from({ length: 40 }, (_, at) => person(`p${at}`));
  const sounds = crowd.flatMap((_, at) => heard({ participants: [me, ...crowd.slice(0, at + 1)] }));
  expect(sounds).toEqual(['joined', 'joined', 'joined', 'joined']);
  expect(heard({ muted: true })).toEqual(['muted']);
  pass(60_000);
  expect(heard({ participants: [me] })).toEqual(['left']);
  heard({ deafened: true });
  pass(60_000);
  expect(heard({ participants: [me, ...crowd] })).toEqual([]);
  settings.set({ sounds: false });
  expect(heard({ deafened: false })).toEqual([]);
});

it('each sound is over within half a second', () => {
  for (const sound of callSounds)
    expect(Math.max(...strokesOf[sound].map(({ at }) => at)), sound).toBeLessThan(0.5);
});
