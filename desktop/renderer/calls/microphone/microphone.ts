/**
 * The microphone of this page: open while a call or the settings use it, and off the moment nobody does. Settings
 * count at once; nothing needs a call to be joined again.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallSettingsStore } from '../call-settings.ts';
import type { DeviceList } from '../devices.ts';
import { type GateReport, silentReport } from './gate-report.ts';
import { createMicrophoneGraph, type MicrophoneGraph } from './microphone-graph.ts';
import {
  createMicrophoneSource,
  type MicrophoneFailure,
  type MicrophoneSource,
  type MicrophoneWish,
} from './microphone-source.ts';
import { listenForTalkKey } from './talk-key-listener.ts';
import type { GateMode } from './voice-gate.ts';

export type MicrophoneState = {
  /** A device is open: its light is on. */
  readonly capturing: boolean;
  /** `unsupported`: this browser can't run what opens and closes it. */
  readonly failure: MicrophoneFailure | 'unsupported' | null;
  /** The chosen device isn't there; the system's is used meanwhile. */
  readonly standsIn: boolean;
  /** Strong suppression was chosen and can't be had here; the browser's is used. */
  readonly weakened: boolean;
  /** As it counts now: who may not use voice activity holds a key. */
  readonly mode: GateMode;
  readonly mustHold: boolean;
  readonly held: boolean;
  /** What is said goes out, as far as one isn't muted. */
  readonly open: boolean;
};

export type MicrophoneUse = {
  /** What is sent: silent while the gate is shut, while muted, and while no device is there. */
  readonly track: MediaStreamTrack;
  /** Of a call: whether one is muted, and whether a voice may open it or only a held key [T12]. */
  rule(muted: boolean, mayUseVoiceActivity: boolean): void;
  release(): void;
};

export type Microphone = {
  readonly store: StoreApi<MicrophoneState>;
  /** Opens the device, if nobody has it open yet. */
  use(): MicrophoneUse;
  /** From a button on screen; the key is listened for here. */
  hold(held: boolean): void;
  setMonitor(on: boolean): void;
  report(): GateReport;
  /** After a failure: as if it were opened for the first time. */
  retry(): void;
};

export type MicrophoneDeps = {
  readonly settings: CallSettingsStore;
  readonly devices: DeviceList;
  readonly capture: (wish: MicrophoneWish) => Promise<MediaStreamTrack>;
  readonly createContext: () => AudioContext;
};

type Engine = {
  readonly graph: MicrophoneGraph;
  readonly source: MicrophoneSource;
  readonly ends: readonly (() => void)[];
};

const shut = { capturing: false, failure: null, standsIn: false, weakened: false, held: false, open: false };

export const createMicrophone = (deps: MicrophoneDeps): Microphone => {
  const { settings, devices } = deps;
  const wanted = () => settings.store.getState().microphone;
  const store = createStore<MicrophoneState>(() => ({ ...shut, mode: wanted().mode, mustHold: false }));
  const { getState: get, setState: set } = store;
  const holders = new Set<'key' | 'button'>();
  let engine: Engine | null = null;
  const uses = new Set<MicrophoneUse>();
  let muted = false;
  /** The use whose rules count: the latest call's. */
  let ruler: MicrophoneUse | null = null;

  /** Settings and rights as they are now, on whatever is open. */
  const apply = (): void => {
    const { mode: chosen, thresholdDb, releaseMs, gain } = wanted();
    const mode = get().mustHold ? 'pushToTalk' : chosen;
    const held = holders.size > 0;
    set({ mode, held });
    engine?.graph.setGain(gain);
    engine?.graph.setGate({ mode, thresholdDb, held, releaseMs });
  };

  const open = async (graph: MicrophoneGraph, source: MicrophoneSource): Promise<void> => {
    const { device, suppression, echoCancellation, autoGain } = wanted();
    const isWeak = suppression === 'strong' && get().weakened;
    const wish = {
      device,
      suppression: isWeak ? ('browser' as const) : suppression,
      echoCancellation,
      autoGain,
    };
    const [isStrong] = await Promise.all([
      graph.setStrongSuppression(suppression === 'strong'),
      source.want(wish),
    ]);
    if (engine?.graph !== graph || wanted().suppression !== suppression) return;
    const weakened = suppression === 'strong' && !isStrong;
    set({ weakened });
    if (weakened && !isWeak) await source.want({ ...wish, suppression: 'browser' });
  };

  const hold = (by: 'key' | 'button', held: boolean): void => {
    if (held) holders.add(by);
    else holders.delete(by);
    apply();
  };

  const start = (): Engine => {
    const context = deps.createContext();
    void context.resume();
    const graph = createMicrophoneGraph(context, (isOpen) => set({ open: isOpen }));
    graph.track.enabled = !muted;
    let canRun = true;
    const source = createMicrophoneSource({
      capture: deps.capture,
      isConnected: async (device) => devices.store.getState().audioinput.some(({ id }) => id === device),
      onChange({ track, standsIn, failure }) {
        if (engine?.graph !== graph) return;
        graph.setDevice(track);
        set({ capturing: track !== null, standsIn, failure: canRun ? failure : 'unsupported' });
        // Names are known once one of them was allowed.
        if (track) void devices.refresh();
      },
    });
    void graph.ready.then((loaded) => {
      canRun = loaded;
      if (!loaded && engine?.graph === graph) set({ failure: 'unsupported' });
    });
    void open(graph, source);
    return {
      graph,
      source,
      ends: [
        settings.store.subscribe((now, before) => {
          if (now.microphone === before.microphone) return;
          apply();
          void open(graph, source);
        }),
        devices.onPlugged(() => void source.lookAgain()),
        listenForTalkKey({
          key: () => (get().mode === 'voiceActivity' ? null : wanted().key),
          onHeld: (held) => hold('key', held),
        }),
      ],
    };
  };

  const stop = (): void => {
    const ended = engine;
    engine = null;
    if (!ended) return;
    for (const end of ended.ends) end();
    void ended.source.want(null);
    ended.graph.close();
    holders.clear();
    set(shut);
  };

  const rule = (isMuted: boolean, mayUseVoiceActivity: boolean): void => {
    muted = isMuted;
    if (engine) engine.graph.track.enabled = !isMuted;
    set({ mustHold: !mayUseVoiceActivity });
    apply();
  };

  const release = (use: MicrophoneUse): void => {
    if (!uses.delete(use)) return;
    if (ruler === use) {
      ruler = null;
      rule(false, true);
    }
    if (uses.size === 0) stop();
  };

  return {
    store,
    use() {
      if (engine) void engine.source.lookAgain();
      engine ??= start();
      const { graph } = engine;
      const use: MicrophoneUse = {
        track: graph.track,
        rule(isMuted, mayUseVoiceActivity) {
          ruler = use;
          rule(isMuted, mayUseVoiceActivity);
        },
        release: () => release(use),
      };
      uses.add(use);
      apply();
      return use;
    },
    hold: (held) => hold('button', held),
    setMonitor: (on) => engine?.graph.setMonitor(on),
    report() {
      const report = engine?.graph.report() ?? silentReport;
      return muted ? { ...report, sent: 0 } : report;
    },
    retry() {
      if (!engine || get().capturing) return;
      // So that the same failure again is news.
      set({ failure: null });
      void engine.source.lookAgain();
    },
  };
};
