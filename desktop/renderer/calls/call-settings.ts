/**
 * How this installation takes part in calls: which devices, when the microphone is open, what is sent and shown.
 * Of the machine rather than of the person, so it stays in the page's own storage.
 */
import type { MemberId } from '@maru/sync-core';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Environment } from '../stores/environment.ts';

/** A device as the browser names it; null: the system's choice. */
const device = z.string().max(512).nullable();
const loudness = z.number().min(0).max(2);

const microphone = z.object({
  device: device.default(null),
  gain: loudness.default(1),
  /** `browser`: what the browser brings; `strong`: RNNoise. */
  suppression: z.enum(['off', 'browser', 'strong']).default('browser'),
  echoCancellation: z.boolean().default(true),
  autoGain: z.boolean().default(true),
  mode: z.enum(['voiceActivity', 'pushToTalk', 'pushToMute']).default('voiceActivity'),
  /** dBFS above which a voice opens the microphone; null: found by itself. */
  thresholdDb: z.number().min(-100).max(0).nullable().default(null),
  /** `KeyboardEvent.code` of the key that is held to talk, or to be silent. */
  key: z.string().max(32).default('Backquote'),
  /** How long the microphone stays as it was after the key is let go. */
  releaseMs: z.number().int().min(0).max(2_000).default(200),
});
const callSettings = z.object({
  microphone: microphone.prefault({}),
  speaker: z.object({ device: device.default(null), volume: loudness.default(1) }).prefault({}),
  camera: z
    .object({
      device: device.default(null),
      /** One sees oneself as in a mirror; others never do. */
      mirror: z.boolean().default(true),
      blur: z.boolean().default(false),
      /** A look before it is shown. */
      preview: z.boolean().default(true),
    })
    .prefault({}),
  screen: z
    .object({
      framesPerSecond: z.union([z.literal(5), z.literal(15), z.literal(30), z.literal(60)]).default(15),
      content: z.enum(['text', 'motion']).default('text'),
      sound: z.boolean().default(true),
    })
    .prefault({}),
  /** How loud somebody is here, by member: 1 as it comes. */
  volumes: z.record(z.string(), loudness).default({}),
  /** Members who are not heard here. */
  silenced: z.array(z.string()).default([]),
  /** Sounds of joining, leaving, muting. */
  sounds: z.boolean().default(true),
  /** Only ways through a relay, so that others in a call don't learn this machine's address. */
  hideAddress: z.boolean().default(false),
  /** Frames are sealed from end to end beneath the connection's own encryption, where the browser can. */
  sealFrames: z.boolean().default(true),
});

export type CallSettings = z.output<typeof callSettings>;
export type MicrophoneSettings = CallSettings['microphone'];

export type CallSettingsStore = {
  readonly store: StoreApi<CallSettings>;
  /** Of a part only what is named changes. */
  set(change: { readonly [P in keyof CallSettings]?: Partial<CallSettings[P]> }): void;
  setVolume(member: MemberId, volume: number): void;
  setSilenced(member: MemberId, silenced: boolean): void;
};

const storageKey = 'calls';

const parse = (stored: string | null): CallSettings => {
  try {
    const parsed = callSettings.safeParse(JSON.parse(stored ?? '{}'));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: as if nothing had been kept.
  }
  return callSettings.parse({});
};

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const createCallSettings = (storage: Pick<Environment, 'recall' | 'remember'>): CallSettingsStore => {
  const store = createStore<CallSettings>(() => parse(storage.recall(storageKey)));
  const write = (next: CallSettings): void => {
    store.setState(next);
    storage.remember(storageKey, JSON.stringify(next));
  };
  return {
    store,
    set(change) {
      const before = store.getState();
      const merged = Object.entries(change).map(([part, value]) => {
        const known: unknown = Reflect.get(before, part);
        return [part, isPlain(known) && isPlain(value) ? { ...known, ...value } : value];
      });
      const parsed = callSettings.safeParse({ ...before, ...Object.fromEntries(merged) });
      if (!parsed.success) throw new Error('bug: a setting out of its bounds');
      write(parsed.data);
    },
    setVolume(member, volume) {
      const before = store.getState();
      write({ ...before, volumes: { ...before.volumes, [member]: volume } });
    },
    setSilenced(member, silenced) {
      const before = store.getState();
      const others = before.silenced.filter((one) => one !== member);
      write({ ...before, silenced: silenced ? [...others, member] : others });
    },
  };
};
