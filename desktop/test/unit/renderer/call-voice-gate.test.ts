import { describe, expect, test } from 'vitest';
import {
  closedGate,
  type GateRule,
  type GateState,
  stepGate,
} from '../../../renderer/calls/microphone/voice-gate.ts';

const stepMs = 8;
const rule: GateRule = { mode: 'voiceActivity', thresholdDb: -40, held: false, releaseMs: 200 };

/** The gate after this long of one loudness. */
const after = (state: GateState, ms: number, levelDb: number, change: Partial<GateRule> = {}): GateState => {
  let next = state;
  for (let at = 0; at < ms; at += stepMs) next = stepGate(next, { ...rule, ...change }, levelDb, stepMs);
  return next;
};

describe('by voice', () => {
  test('a voice opens it within a step, silence shuts it after a pause', () => {
    const speaking = after(closedGate, stepMs, -30);
    expect(speaking.open).toBe(true);
    const pausing = after(speaking, 200, -70);
    expect(pausing.open).toBe(true);
    expect(after(pausing, 200, -70).open).toBe(false);
  });

  test('the quiet end of a word keeps it open, and would not open it', () => {
    const quieter = -44;
    expect(after(closedGate, 1_000, quieter).open).toBe(false);
    expect(after(after(closedGate, stepMs, -30), 5_000, quieter).open).toBe(true);
  });

  test('the found threshold stands above the noise of the room, and follows it', () => {
    const found = { thresholdDb: null };
    const quiet = after(closedGate, 3_000, -80, found);
    expect(quiet.open).toBe(false);
    expect(after(quiet, 40, -50, found).open).toBe(true);
    // A fan starts: at first it might be a voice, but no voice goes on like that.
    const fan = after(quiet, 15_000, -52, found);
    expect(fan.open).toBe(false);
    expect(after(fan, 40, -30, found).open).toBe(true);
    // It stops again: a soft voice is enough soon.
    expect(after(after(fan, 500, -80, found), 40, -55, found).open).toBe(true);
  });

  test('speech with its pauses is never taken for noise, nor a loud steady sound', () => {
    const found = { thresholdDb: null };
    let speech = after(closedGate, 1_000, -75, found);
    for (let word = 0; word < 100; word++) {
      speech = after(speech, 400, -35, found);
      expect(speech.open).toBe(true);
      speech = after(speech, 150, -75, found);
    }
    expect(after(closedGate, 60_000, -25, found).open).toBe(true);
  });
});

describe('by key', () => {
  test('push to talk is shut until the key is held, and for a while after', () => {
    const talk = { mode: 'pushToTalk' } as const;
    expect(after(closedGate, 500, -10, talk).open).toBe(false);
    const held = after(closedGate, 1_000, -80, { ...talk, held: true });
    expect(held.open).toBe(true);
    const released = after(held, 150, -10, talk);
    expect(released.open).toBe(true);
    expect(after(released, 100, -10, talk).open).toBe(false);
    expect(after(held, stepMs, -10, { ...talk, releaseMs: 0 }).open).toBe(true);
  });

  test('push to mute is the other way round', () => {
    const mute = { mode: 'pushToMute' } as const;
    expect(after(closedGate, stepMs, -90, mute).open).toBe(true);
    const held = after(closedGate, 100, -10, { ...mute, held: true });
    expect(held.open).toBe(false);
    expect(after(held, 150, -10, mute).open).toBe(false);
    expect(after(held, 250, -10, mute).open).toBe(true);
  });

  test('[T12] whoever has to hold a key from now on is silent at once', () => {
    const speaking = after(closedGate, 100, -20);
    expect(after(speaking, stepMs, -20, { mode: 'pushToTalk' }).open).toBe(false);
  });
});
