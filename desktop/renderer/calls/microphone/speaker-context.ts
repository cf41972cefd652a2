/**
 * What is heard comes out where the person chose, wherever the browser lets a page choose. A device that isn't there
 * gives way to the system's, and is used again when it comes back.
 */
import type { CallSettingsStore } from '../call-settings.ts';
import type { DeviceList } from '../devices.ts';

/** Chromium has it; TypeScript's DOM doesn't know it yet. */
type Steerable = { setSinkId(device: string): Promise<void> };

export const canChooseSpeaker = (): boolean => 'setSinkId' in AudioContext.prototype;

const isSteerable = (context: object): context is Steerable => 'setSinkId' in context;

/** Steers `context` until it is closed. */
export const playOnSpeaker = (
  context: AudioContext,
  settings: CallSettingsStore,
  devices: DeviceList,
): AudioContext => {
  if (!isSteerable(context)) return context;
  // What a context plays on from its start.
  let current = '';
  const steer = (): void => {
    const { device } = settings.store.getState().speaker;
    const isThere = devices.store.getState().audiooutput.some(({ id }) => id === device);
    const next = device !== null && isThere ? device : '';
    if (next === current) return;
    current = next;
    // Unplugged between the look and the change: the next look finds out.
    context.setSinkId(next).catch(() => {
      current = '';
    });
  };
  const ends = [
    settings.store.subscribe((now, before) => {
      if (now.speaker.device !== before.speaker.device) steer();
    }),
    devices.store.subscribe(steer),
  ];
  context.addEventListener('statechange', () => {
    if (context.state === 'closed') for (const end of ends) end();
  });
  steer();
  return context;
};
