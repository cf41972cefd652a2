/** How loud others are here, who speaks, and before whom the rest step back. */
import type { CallParticipantView, DeviceId, MemberId } from '@maru/sync-core';
import { describe, expect, it } from 'vitest';
import { createDucking, duckedTo } from '../../../renderer/calls/ducking.ts';
import { loudnessOf } from '../../../renderer/calls/hearing.ts';
import { createSpeaking } from '../../../renderer/calls/speaking.ts';
import { callCondition } from '../../../renderer/features/calls/people/call-condition.ts';

const ada = 'a'.repeat(64) as DeviceId;
const bo = 'b'.repeat(64) as DeviceId;
const member = 'm' as MemberId;

describe('loudness', () => {
  const all = { member, maySpeak: true, mayStream: true, screen: true };
  const asCome = { volumes: {}, silenced: [] };
  it('is as it came, at the member’s volume, or nothing for who is muted here', () => {
    expect(loudnessOf(all, asCome, true)).toEqual({ voice: 1, screen: 1 });
    expect(loudnessOf(all, { ...asCome, volumes: { [member]: 0.4 } }, true)).toEqual({
      voice: 0.4,
      screen: 0.4,
    });
    expect(loudnessOf(all, { volumes: { [member]: 2 }, silenced: [member] }, true)).toEqual({
      voice: 0,
      screen: 0,
    });
  });
  it('[T12] of who may not speak is none, not through the sound of a screen either, whatever they send', () => {
    expect(loudnessOf({ ...all, maySpeak: false }, asCome, true)).toEqual({ voice: 0, screen: 0 });
    expect(loudnessOf({ ...all, mayStream: false }, asCome, true)).toEqual({ voice: 1, screen: 0 });
    expect(loudnessOf({ ...all, screen: false }, asCome, true)).toEqual({ voice: 1, screen: 0 });
  });
  it('of a screen that isn’t watched is none', () => {
    expect(loudnessOf(all, asCome, false)).toEqual({ voice: 1, screen: 0 });
  });
});

describe('who speaks', () => {
  const play = (levels: readonly number[], stepMs = 100) => {
    const look = createSpeaking(0.01, 0.005, 400);
    return levels.map((level, at) =>
      look({ atMs: at * stepMs, devices: [ada], levelOf: () => level }).has(ada),
    );
  };
  it('is begun by a voice, kept up by a quieter one and over a pause, and ended by silence', () => {
    expect(play([0.006, 0.02, 0.006, 0.006])).toEqual([false, true, true, true]);
    expect(play([0.02, 0, 0, 0, 0, 0])).toEqual([true, true, true, true, false, false]);
  });
  it('is nobody who isn’t asked about any more, and the same set until it changes', () => {
    const look = createSpeaking();
    const first = look({ atMs: 0, devices: [ada, bo], levelOf: () => 1 });
    expect(look({ atMs: 100, devices: [bo, ada], levelOf: () => 1 })).toBe(first);
    expect([...look({ atMs: 200, devices: [bo], levelOf: () => 1 })]).toEqual([bo]);
  });
});

it('the rest step back by twelve decibels while one with priority speaks, and not for a breath', () => {
  expect(20 * Math.log10(duckedTo)).toBeCloseTo(-12);
  const first = createDucking();
  const step = (atMs: number, level: number) => first({ atMs, devices: [ada], levelOf: () => level }).size;
  expect([step(0, 0.008), step(50, 0.05), step(600, 0), step(1_000, 0)]).toEqual([0, 1, 1, 0]);
});

it('who is met for the first time is no lost call; who was there before is', () => {
  const one = (me: boolean, joinedAt: number): CallParticipantView =>
    ({ me, joinedAt, device: me ? ada : bo }) as Partial<CallParticipantView> as CallParticipantView;
  const two = [one(true, 0), one(false, 0)];
  const at = (nowMs: number, links: Parameters<typeof callCondition>[0]['links'], joining = false) =>
    callCondition({ joining, seeking: false, participants: two, links, reconnecting: false }, nowMs);
  expect(at(1_000, {}, true)).toBe('joining');
  const alone = { participants: [one(true, 0)], links: {}, reconnecting: false };
  expect(callCondition({ joining: true, seeking: true, ...alone }, 1_000)).toBe('seeking');
  expect(at(1_000, {})).toBe('in');
  expect(at(60_000, { [bo]: 'connecting' })).toBe('reconnecting');
  expect(at(60_000, { [bo]: 'connected' })).toBe('in');
  expect(callCondition({ joining: false, seeking: false, ...alone }, 60_000)).toBe('in');
});
