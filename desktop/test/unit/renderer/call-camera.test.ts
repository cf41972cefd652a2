/** The own camera as it follows the settings: lights that go out, and no picture unblurred that was to be blurred. */
import { expect, it, vi } from 'vitest';
import { createCallSettings } from '../../../renderer/calls/call-settings.ts';
import { cameraConstraints, openCamera } from '../../../renderer/calls/camera/camera-capture.ts';
import { createOwnCamera } from '../../../renderer/calls/camera/own-camera.ts';

/** Tracks by name whose lights are seen. */
const studio = () => {
  const lit = new Set<string>();
  const cameras = new Map<string, EventTarget>();
  const asked: MediaTrackConstraints[] = [];
  const trackOf = (name: string): MediaStreamTrack => {
    lit.add(name);
    const target = Object.assign(new EventTarget(), {
      id: name,
      stop: () => lit.delete(name),
      applyConstraints: async (wanted: MediaTrackConstraints) => void asked.push(wanted),
    });
    cameras.set(name, target);
    return target as unknown as MediaStreamTrack;
  };
  let endBlur = (): void => undefined;
  const state = { blurFails: false, cameraFails: '' };
  const settings = createCallSettings({ recall: () => null, remember: () => undefined });
  const camera = createOwnCamera(
    {
      async camera({ device }) {
        if (state.cameraFails) throw new DOMException('no', state.cameraFails);
        return trackOf(device ?? 'system');
      },
      async blur(of, onEnd) {
        if (state.blurFails) throw new Error('no blur');
        endBlur = onEnd;
        const name = `blurred ${of.id}`;
        return {
          picture: trackOf(name),
          // As a browser's does: whoever is stopped says that it ended.
          stop() {
            lit.delete(name);
            onEnd();
          },
        };
      },
    },
    settings,
  );
  return {
    camera,
    settings,
    state,
    asked,
    lit: () => [...lit].sort(),
    picture: () => camera.store.getState().picture?.id ?? null,
    problem: () => camera.store.getState().problem,
    unplug: (name: string) => cameras.get(name)?.dispatchEvent(new Event('ended')),
    endBlur: () => endBlur(),
  };
};

it('another camera and a blurred background come while it runs, and what is no longer shown goes out', async () => {
  const { camera, settings, lit, picture } = studio();
  await vi.waitFor(() => expect(picture()).toBe('system'));
  settings.set({ camera: { blur: true } });
  await vi.waitFor(() => expect(picture()).toBe('blurred system'));
  settings.set({ camera: { device: 'desk' } });
  await vi.waitFor(() => expect(lit()).toEqual(['blurred desk', 'desk']));
  expect(picture()).toBe('blurred desk');
  settings.set({ camera: { blur: false } });
  await vi.waitFor(() => expect(lit()).toEqual(['desk']));
  camera.stop();
  expect(lit()).toEqual([]);
});

it('stopped while it is being opened, no light stays on', async () => {
  const { camera, settings, lit } = studio();
  settings.set({ camera: { device: 'desk', blur: true } });
  camera.stop();
  await vi.waitFor(() => expect(lit()).toEqual([]));
  expect(camera.store.getState().picture).toBeNull();
});

it('where a background can’t be blurred, or no longer, nothing is shown until one asks for it unblurred', async () => {
  const { settings, state, lit, picture, problem, endBlur } = studio();
  await vi.waitFor(() => expect(picture()).toBe('system'));
  settings.set({ camera: { blur: true } });
  await vi.waitFor(() => expect(picture()).toBe('blurred system'));
  endBlur();
  expect([picture(), problem(), lit()]).toEqual([null, { kind: 'blur' }, []]);
  state.blurFails = true;
  settings.set({ camera: { mirror: false } });
  await vi.waitFor(() => expect(lit()).toEqual([]));
  expect([picture(), problem()]).toEqual([null, { kind: 'blur' }]);
  settings.set({ camera: { blur: false } });
  await vi.waitFor(() => expect(picture()).toBe('system'));
  expect(problem()).toBeNull();
});

it('an unplugged camera is off and says so; one in use elsewhere too, and is tried again', async () => {
  const { settings, state, lit, picture, problem, unplug } = studio();
  await vi.waitFor(() => expect(picture()).toBe('system'));
  unplug('system');
  expect([picture(), problem()]).toEqual([null, { kind: 'device', device: 'camera', reason: 'lost' }]);
  state.cameraFails = 'NotReadableError';
  settings.set({ camera: { device: 'desk' } });
  await vi.waitFor(() => expect(problem()).toMatchObject({ reason: 'busy' }));
  expect(lit()).toEqual([]);
  state.cameraFails = '';
  settings.set({ camera: { device: null } });
  await vi.waitFor(() => expect(picture()).toBe('system'));
});

it('takes the size that those who look need, once it changes', async () => {
  const { camera, asked, picture } = studio();
  await vi.waitFor(() => expect(picture()).toBe('system'));
  camera.setHeight(180);
  camera.setHeight(180);
  expect(asked.map(({ width, height }) => [width, height])).toEqual([[{ ideal: 320 }, { ideal: 180 }]]);
});

it('a chosen camera is asked for by its name, and where it is gone the system’s comes', async () => {
  expect(cameraConstraints({ device: 'desk', height: 360 })).toEqual({
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 24, max: 30 },
    deviceId: { exact: 'desk' },
  });
  const asked: unknown[] = [];
  const stream = { getVideoTracks: () => ['the system’s'] };
  const media = (gone: string) => ({
    async getUserMedia({ video }: MediaStreamConstraints = {}): Promise<MediaStream> {
      asked.push(typeof video === 'object' ? video.deviceId : video);
      if (typeof video === 'object' && video.deviceId) throw new DOMException('no', gone);
      return stream as unknown as MediaStream;
    },
  });
  await expect(openCamera(media('OverconstrainedError'), { device: 'desk', height: 360 })).resolves.toBe(
    'the system’s',
  );
  expect(asked).toEqual([{ exact: 'desk' }, undefined]);
  await expect(openCamera(media('NotAllowedError'), { device: 'desk', height: 360 })).rejects.toThrow('no');
});
