import type { CallParticipantView } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { openForCall } from '../../../renderer/calls/microphone/call-microphone.ts';
import type { Microphone, MicrophoneState } from '../../../renderer/calls/microphone/microphone.ts';

const state: MicrophoneState = {
  capturing: true,
  failure: null,
  standsIn: false,
  weakened: false,
  mode: 'voiceActivity',
  mustHold: false,
  held: false,
  open: false,
};

/** A microphone that notes what a call asks of it. */
const noted = () => {
  const store = createStore<MicrophoneState>(() => state);
  const rules: { readonly muted: boolean; readonly byVoice: boolean }[] = [];
  let uses = 0;
  const microphone: Microphone = {
    store,
    use() {
      uses++;
      return {
        track: {} as MediaStreamTrack,
        rule: (muted, byVoice) => void rules.push({ muted, byVoice }),
        release: () => void uses--,
      };
    },
    hold: () => undefined,
    setMonitor: () => undefined,
    report: () => ({ inputDb: -20, thresholdDb: -50, sent: 0.1, open: true }),
    retry: () => undefined,
  };
  return { microphone, store, rules, uses: () => uses };
};
const own = (may: Partial<CallParticipantView>) =>
  ({ maySpeak: true, mayUseVoiceActivity: true, ...may }) as CallParticipantView;

test('[T12] who may not speak is silent, and who may not use voice activity has to hold a key', () => {
  const { microphone, rules } = noted();
  const call = openForCall(microphone, () => undefined);
  call.update(false, own({}));
  call.update(false, own({ mayUseVoiceActivity: false }));
  call.update(false, own({ maySpeak: false }));
  call.update(true, own({}));
  // Before the roster names one, nobody is taken for silenced.
  call.update(false, undefined);
  expect(rules).toEqual([
    { muted: false, byVoice: true },
    { muted: false, byVoice: false },
    { muted: true, byVoice: true },
    { muted: true, byVoice: true },
    { muted: false, byVoice: true },
  ]);
});

test('a failure is told once, and that it is over; a call that is left gives the microphone back', () => {
  const { microphone, store, uses } = noted();
  const told: unknown[] = [];
  const call = openForCall(microphone, (problem) => told.push(problem));
  expect(uses()).toBe(1);
  store.setState({ failure: 'denied' });
  store.setState({ open: true });
  store.setState({ failure: null });
  expect(told).toEqual(['denied', null]);
  call.stop();
  store.setState({ failure: 'busy' });
  expect([told.length, uses()]).toEqual([2, 0]);
});
