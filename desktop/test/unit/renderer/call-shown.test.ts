/** What a page says it looks at: at once when it is more, after a moment when it is less, and no word twice. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import { limits } from '@maru/sync-core';
import { expect, it, vi } from 'vitest';
import { areCamerasFull, shownCameras } from '../../../renderer/calls/quality/cameras.ts';
import { createShown, type Wants } from '../../../renderer/calls/quality/shown.ts';

const other = (index: number, some: Partial<CallParticipantView> = {}): CallParticipantView =>
  ({
    device: String(index).padStart(64, '0') as DeviceId,
    camera: true,
    screen: false,
    mayStream: true,
    me: false,
    ...some,
  }) as CallParticipantView;

const watch = () => {
  vi.useFakeTimers();
  const said: Wants[] = [];
  const shown = createShown({
    schedule(run, afterMs) {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    say: (wants) => said.push(wants),
  });
  return { said, shown, [Symbol.dispose]: () => void vi.useRealTimers() };
};

it('a picture that appears is asked for soon, in the size it is shown; one that goes is let go after a moment', () => {
  using page = watch();
  const { said, shown } = page;
  const hana = other(1);
  shown.setOthers([hana]);
  const picture = shown.show(hana.device, 'camera');
  picture.setHeight(300);
  vi.advanceTimersByTime(50);
  expect(said.at(-1)).toEqual([{ device: hana.device, cameraHeight: 360, screen: null }]);
  // A tile that takes another place is away for a moment only.
  const count = said.length;
  picture.end();
  shown.show(hana.device, 'camera').setHeight(320);
  vi.advanceTimersByTime(5_000);
  expect(said).toHaveLength(count);
});

it('a page that shows nothing wants nothing, and says so once', () => {
  using page = watch();
  const { said, shown } = page;
  const both = [other(1), other(2, { camera: false, screen: true }), other(3, { camera: false })];
  shown.setOthers(both);
  shown.setOthers(both);
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([
    [
      { device: both[0]?.device, cameraHeight: 0, screen: null },
      { device: both[1]?.device, cameraHeight: null, screen: false },
    ],
  ]);
});

it('a screen that is looked at is asked for, and no longer once it is put away', () => {
  using page = watch();
  const { said, shown } = page;
  const dirk = other(1, { camera: false, screen: true });
  shown.setOthers([dirk]);
  const picture = shown.show(dirk.device, 'screen');
  picture.setHeight(700);
  vi.advanceTimersByTime(50);
  picture.end();
  vi.advanceTimersByTime(2_000);
  expect(said.map(([one]) => one?.screen)).toEqual([true, false]);
});

it('of more cameras than a call carries, those of who came first are shown, and one more is refused', () => {
  const full = Array.from({ length: limits.callCameras }, (_, index) => other(index));
  const late = other(99);
  expect(shownCameras([...full, late]).has(late.device)).toBe(false);
  expect(shownCameras([other(50, { mayStream: false }), ...full]).size).toBe(limits.callCameras);
  expect(areCamerasFull(full)).toBe(true);
  expect(areCamerasFull([...full.slice(1), other(60, { me: true })])).toBe(false);
});
