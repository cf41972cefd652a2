/**
 * Microphones, speakers and cameras that are there now, followed as they are plugged and unplugged. A browser names
 * none before one of its kind has been allowed: whoever opened a device looks anew.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type NamedDevice = { readonly id: string; readonly label: string };
export type DeviceLists = { readonly [Kind in MediaDeviceKind]: readonly NamedDevice[] };

export type DeviceList = {
  readonly store: StoreApi<DeviceLists>;
  refresh(): Promise<void>;
  /** Returns its own end. */
  onPlugged(listener: () => void): () => void;
  dispose(): void;
};

const empty: DeviceLists = { audioinput: [], audiooutput: [], videoinput: [] };
/** Not devices of their own: what the system uses for all, or for calls; `null` in our settings. */
const pseudoIds: ReadonlySet<string> = new Set(['', 'default', 'communications']);

const listed = (devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly NamedDevice[] =>
  devices
    .filter((device) => device.kind === kind && !pseudoIds.has(device.deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }));

/** Without `media`, as on a page that isn't secure, there are none. */
export const createDeviceList = (media: MediaDevices | undefined): DeviceList => {
  const store = createStore<DeviceLists>(() => empty);
  const listeners = new Set<() => void>();
  const refresh = async (): Promise<void> => {
    // A browser that refuses to tell has none to choose from.
    const devices = (await media?.enumerateDevices().catch(() => [])) ?? [];
    store.setState({
      audioinput: listed(devices, 'audioinput'),
      audiooutput: listed(devices, 'audiooutput'),
      videoinput: listed(devices, 'videoinput'),
    });
  };
  const changed = (): void =>
    void refresh().then(() => {
      for (const listener of listeners) listener();
    });
  media?.addEventListener('devicechange', changed);
  return {
    store,
    refresh,
    onPlugged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => media?.removeEventListener('devicechange', changed),
  };
};
