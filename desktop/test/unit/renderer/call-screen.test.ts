/** What is asked of the browser for a screen: as one chose, and never the call's own sound. */
import { expect, it } from 'vitest';
import { openScreen, retune, screenOptions } from '../../../renderer/calls/screen/screen-capture.ts';

const wanted = { framesPerSecond: 30, content: 'text', sound: true } as const;

it('the rate is what one chose, the cursor is shown, Maru itself is not offered', () => {
  expect(screenOptions(wanted, true)).toMatchObject({
    video: { frameRate: { ideal: 30, max: 30 }, cursor: 'always' },
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
  });
});

it('sound comes unprocessed; of the whole system only where the call can be taken out of it', () => {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  expect(screenOptions(wanted, true)).toMatchObject({
    audio: { ...plain, restrictOwnAudio: true },
    systemAudio: 'include',
    windowAudio: 'window',
  });
  const without = screenOptions(wanted, false);
  expect([without.audio, without.systemAudio, without.windowAudio]).toEqual([plain, 'exclude', 'exclude']);
  const silent = screenOptions({ ...wanted, sound: false }, true);
  expect([silent.audio, silent.systemAudio, silent.windowAudio]).toEqual([false, 'exclude', 'exclude']);
});

const fakePicture = () => {
  const asked: unknown[] = [];
  const picture = {
    contentHint: '',
    async applyConstraints(constraints: unknown) {
      asked.push(constraints);
      throw new DOMException('no', 'OverconstrainedError');
    },
  } as unknown as MediaStreamTrack;
  return { picture, asked };
};

it('text stays sharp and motion smooth, in a running share too', async () => {
  const { picture, asked } = fakePicture();
  const stream = { getVideoTracks: () => [picture], getAudioTracks: () => [] } as unknown as MediaStream;
  const media = { getDisplayMedia: async () => stream, getSupportedConstraints: () => ({}) };
  await expect(openScreen(media, wanted)).resolves.toEqual({ picture, sound: null });
  expect(picture.contentHint).toBe('text');
  retune(picture, { framesPerSecond: 60, content: 'motion', sound: true });
  expect(picture.contentHint).toBe('motion');
  expect(asked.at(-1)).toEqual({ frameRate: { ideal: 60, max: 60 } });
});
