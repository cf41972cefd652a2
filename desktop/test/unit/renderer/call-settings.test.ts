import type { MemberId } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { createCallSettings } from '../../../renderer/calls/call-settings.ts';

const storage = (kept: string | null = null) => {
  const values = new Map<string, string>(kept === null ? [] : [['calls', kept]]);
  return {
    recall: (key: string) => values.get(key) ?? null,
    remember: (key: string, value: string) => void values.set(key, value),
  };
};

test('[P19] what was chosen stays, and a change of one thing changes no other', () => {
  const kept = storage();
  const settings = createCallSettings(kept);
  settings.set({ microphone: { mode: 'pushToTalk', key: 'KeyV' }, camera: { blur: true } });
  settings.set({ microphone: { releaseMs: 500 } });
  settings.setVolume('m1' as MemberId, 0.5);
  settings.setSilenced('m2' as MemberId, true);
  const again = createCallSettings(kept).store.getState();
  expect(again.microphone).toMatchObject({ mode: 'pushToTalk', key: 'KeyV', releaseMs: 500, gain: 1 });
  expect(again.camera).toMatchObject({ blur: true, mirror: true });
  expect(again.volumes).toEqual({ m1: 0.5 });
  expect(again.silenced).toEqual(['m2']);
});

test.each([null, '', '{', '[]', '{"microphone":7}', '{"screen":{"framesPerSecond":7}}'])(
  'broken storage (%s) is as none',
  (kept) => {
    expect(createCallSettings(storage(kept)).store.getState().screen.framesPerSecond).toBe(15);
  },
);
