/**
 * The call that this page is in: joined and left here, followed by the roster that the host keeps. Media of a
 * participant is shown and played only as far as governance lets them speak and stream at this moment [T12].
 */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge } from '../../contract/index.ts';
import type { PeerSessions } from '../direct/peer-sessions.ts';
import { keepSame } from '../stores/keep-same.ts';
import { createRefresher } from '../stores/refresher.ts';
import { participantsIn } from './call-host.ts';
import { type CallPlace, channelOf, isPair, isSamePlace } from './call-place.ts';
import type { CallProblem } from './call-problem.ts';
import type { CallSettingsStore } from './call-settings.ts';
import { createOwnCamera, type OwnCamera } from './camera/own-camera.ts';
import type { Capture } from './capture.ts';
import { loudnessOf } from './hearing.ts';
import { type Entry, type HeldCall, holdCall, type Sound, silence } from './held-call.ts';
import { createJoining } from './joining.ts';
import { isReconnecting, type LinkState } from './mesh.ts';
import { type MicrophoneProblem, openForCall } from './microphone/call-microphone.ts';
import type { Microphone } from './microphone/microphone.ts';
import { areCamerasFull, shownCameras } from './quality/cameras.ts';
import type { ConnectionQuality } from './quality/connection-quality.ts';
import { createShown, type ShownKind, type ShownPicture } from './quality/shown.ts';
import { rejoinCalls } from './rejoin.ts';
import { nextWatching, type Watching } from './watching.ts';

export type CallState = {
  readonly place: CallPlace | null;
  readonly joining: boolean;
  /** On the way in, but no server is known yet that would connect one. */
  readonly seeking: boolean;
  /** Everybody in the call, oneself too. */
  readonly participants: readonly CallParticipantView[];
  readonly links: { readonly [device: string]: LinkState };
  /** Nobody is in reach right now who was before. */
  readonly reconnecting: boolean;
  /** Pictures to show: whose camera or screen is on and let through. */
  readonly cameras: { readonly [device: string]: MediaStreamTrack };
  readonly screens: { readonly [device: string]: MediaStreamTrack };
  /** Which of the others' screens are looked at here. */
  readonly watching: Watching;
  readonly ownCamera: MediaStreamTrack | null;
  readonly ownScreen: MediaStreamTrack | null;
  readonly muted: boolean;
  readonly deafened: boolean;
  /** What deafening put an end to, and undeafening brings back. */
  readonly mutedBefore: boolean;
  readonly problem: CallProblem | null;
};

/** Of each connection, by device; read anew every other second, so apart from what seldom changes. */
export type CallQualities = { readonly [device: string]: ConnectionQuality };

export type CallStore = {
  readonly store: StoreApi<CallState>;
  readonly qualities: StoreApi<CallQualities>;
  join(place: CallPlace): Promise<void>;
  leave(): Promise<void>;
  setMuted(muted: boolean): void;
  setDeafened(deafened: boolean): void;
  setCamera(on: boolean): void;
  /** One's own camera, to look at before it is shown; whoever opens it stops it or shows it. */
  openCamera(): OwnCamera;
  /** Shows an open camera in the call; it is the call's from now on. */
  showCamera(camera: OwnCamera): void;
  setScreen(on: boolean): Promise<void>;
  /** Looks at a screen that somebody shares, or no longer. */
  setWatching(device: DeviceId, on: boolean): void;
  levelOf(device: DeviceId): number;
  /** A picture of theirs is on the page from now on. */
  show(device: DeviceId, kind: ShownKind): ShownPicture;
  forgetProblem(): void;
  dispose(): void;
};

export type CallDeps = {
  readonly bridge: HostBridge;
  readonly sessions: PeerSessions;
  readonly settings: CallSettingsStore;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly capture: Capture;
  readonly microphone: Microphone;
  readonly createContext: () => AudioContext;
};

const ownOf = ({ participants }: CallState): CallParticipantView | undefined =>
  participants.find(({ me }) => me);

const idle = {
  place: null,
  joining: false,
  seeking: false,
  participants: [],
  links: {},
  reconnecting: false,
  cameras: {},
  screens: {},
  watching: {},
  ownCamera: null,
  ownScreen: null,
} as const;

export const createCallStore = (deps: CallDeps): CallStore => {
  const { bridge, sessions, schedule } = deps;
  const store = createStore<CallState>(() => ({
    ...idle,
    muted: false,
    deafened: false,
    mutedBefore: false,
    problem: null,
  }));
  const { getState: get, setState: set } = store;
  const qualities = createStore<CallQualities>(() => ({}));
  const shown = createShown({
    schedule,
    say(wants) {
      if (held) void bridge.command('wantInCall', { community: held.place.community, wants: [...wants] });
    },
  });
  let held: HeldCall | null = null;

  const patch = (change: Partial<CallState>) => set((state) => keepSame(state, { ...state, ...change }));

  /** Ends the call but for its sound, which a hop takes along. */
  const disband = (call: HeldCall): void => {
    held = null;
    shown.setOthers([]);
    call.disband();
  };

  const release = (): void => {
    const call = held;
    if (!call) return;
    silence(call);
    disband(call);
  };

  const say = () => {
    if (!held) return;
    const { muted, deafened } = get();
    void bridge.command('updateCall', {
      community: held.place.community,
      muted,
      deafened,
      camera: held.outgoing.get('camera') !== null,
      screen: held.outgoing.get('screen') !== null,
    });
  };

  /** Sound and pictures as far as this participant may be heard and seen. */
  const apply = (call: HeldCall): void => {
    const cameras: Record<string, MediaStreamTrack> = {};
    const screens: Record<string, MediaStreamTrack> = {};
    const lit = shownCameras(get().participants);
    const { watching } = get();
    const settings = deps.settings.store.getState();
    for (const one of get().participants) {
      const media = call.media.get(one.device);
      if (!media) continue;
      if (lit.has(one.device)) cameras[one.device] = media.camera;
      if (one.mayStream && one.screen) screens[one.device] = media.screen;
      call.speakers.setLoudness(one.device, loudnessOf(one, settings, watching[one.device] === true));
    }
    patch({ cameras, screens });
    const isDeafened = get().deafened || ownOf(get())?.serverDeafened === true;
    call.speakers.setMaster(isDeafened ? 0 : settings.speaker.volume);
    const others = get().participants.filter(({ me }) => !me);
    call.speakers.setPriority(others.filter(({ priority }) => priority).map(({ device }) => device));
  };

  const read = createRefresher(async () => {
    const call = held;
    if (!call) return;
    const participants = await participantsIn(bridge, call.place);
    if (participants === null || held !== call) return;
    patch({ participants, watching: nextWatching(get().watching, participants) });
    const others = participants.filter(({ me }) => !me);
    call.mesh.setParticipants(participants);
    shown.setOthers(others);
    call.quality.setOthers(others);
    const own = ownOf(get());
    if (own?.camera && own.mayStream && !shownCameras(participants).has(own.device)) refuseCamera(call);
    call.microphone.update(get().muted, own);
    apply(call);
  });

  /** One camera too many: two were switched on at once, or the last place was taken meanwhile. */
  const refuseCamera = (call: HeldCall): void => {
    call.pictures.setCamera(false);
    set({ problem: { kind: 'cameras-full', most: limits.callCameras } });
  };

  /** This page is out of it, and nobody is told. */
  const drop = (): void => {
    joining.giveUp();
    release();
    set(idle);
  };

  const leave = async (): Promise<void> => {
    // Of a call that it is about to join too: whoever is in it waits no longer.
    const place = held?.place ?? get().place;
    drop();
    if (place) await bridge.command('leaveCall', { community: place.community });
  };

  const fail = async (problem: CallProblem): Promise<void> => {
    await leave();
    set({ problem });
  };

  const hold = (entry: Entry): void => {
    held = holdCall(entry, {
      ...deps,
      onPictures(outgoing) {
        patch({ ownCamera: outgoing.get('camera'), ownScreen: outgoing.get('screen') });
        say();
      },
      onProblem: (problem) => set({ problem }),
      onQuality: (all) => qualities.setState(Object.fromEntries(all), true),
      onLink(device, state) {
        const { [device]: _, ...others } = get().links;
        const links = state === null ? others : { ...others, [device]: state };
        set({ links, reconnecting: isReconnecting(links) });
      },
      onMedia: () => held && apply(held),
    });
  };

  /** What was just switched counts here at once, and is told to the others. */
  const speak = (): void => {
    held?.microphone.update(get().muted, ownOf(get()));
    if (held) apply(held);
    say();
    void read();
  };

  const setMuted = (muted: boolean): void => {
    set({ muted, mutedBefore: muted, ...(muted ? {} : { deafened: false }) });
    if (!muted) held?.microphone.retry();
    speak();
  };

  const ends = [
    deps.settings.store.subscribe(() => held && apply(held)),
    bridge.listen('callsChanged', ({ community }) => {
      if (held?.place.community === community) void read();
    }),
    bridge.listen('callEnded', ({ community, channel, end }) => {
      if (held?.place.community !== community || channelOf(held.place) !== channel) return;
      if (end.kind === 'moved' && end.to !== null) void move({ community, channel: end.to });
      else void fail({ kind: 'ended', end });
    }),
    sessions.watch({
      // A signaling server is in reach again.
      changed(community) {
        if (held?.place.community === community) held.mesh.nudge();
      },
    }),
    rejoinCalls({
      sessions,
      schedule,
      place: () => get().place,
      async leave() {
        const { place } = get();
        // The other of two would take it for the end: it comes in again at once.
        if (place && isPair(place)) drop();
        else await leave();
      },
      join: (place) => join(place),
      failed: () => set({ problem: { kind: 'host', error: { kind: 'no-signaling' } } }),
    }),
  ];

  /** Who can't be heard is shown as muted; to unmute is to try again. */
  const onMicrophone = (failure: MicrophoneProblem | null): void => {
    if (failure) setMuted(true);
    set(({ problem }) =>
      failure
        ? { problem: { kind: 'microphone', failure } }
        : { problem: problem?.kind === 'microphone' ? null : problem },
    );
  };

  /** The person may be asked meanwhile; who says no, or has no microphone, hears the others all the same. */
  const openSound = (): Sound => {
    const context = deps.createContext();
    void context.resume();
    const microphone = openForCall(deps.microphone, onMicrophone);
    microphone.update(get().muted, undefined);
    return { context, microphone };
  };

  const joining = createJoining({
    bridge,
    sessions,
    settings: deps.settings,
    schedule,
    place: () => get().place,
    ears: () => ({ muted: get().muted, deafened: get().deafened }),
    sound: () => held,
    openSound,
    begun: (place) =>
      set(({ problem }) => ({
        joining: true,
        problem: held && problem?.kind === 'microphone' ? problem : null,
        ...(held ? {} : { place }),
      })),
    seeking: (seeking) => patch({ seeking }),
    /** Where it can't be joined, one stays where one is. */
    async refused(problem) {
      if (held === null) return fail(problem);
      set({ joining: false, problem });
    },
    async entered(entry, told) {
      const before = held;
      if (before) disband(before);
      set({ ...idle, place: entry.place });
      hold(entry);
      // The microphone may have failed meanwhile.
      if (get().muted !== told.muted) say();
      if (before && before.place.community !== entry.place.community)
        await bridge.command('leaveCall', { community: before.place.community });
      await read();
    },
  });
  const { join } = joining;

  /** Sent on by a moderator: the call before is over either way. */
  const move = async (place: CallPlace): Promise<void> => {
    await join(place);
    const refused = get().problem;
    if (refused && !isSamePlace(get().place, place)) await fail(refused);
  };

  return {
    store,
    qualities,
    join,
    leave,
    setCamera(on) {
      if (!held) return;
      if (on && areCamerasFull(get().participants)) refuseCamera(held);
      else held.pictures.setCamera(on);
    },
    openCamera: () => createOwnCamera(deps.capture, deps.settings),
    showCamera(camera) {
      if (held && !areCamerasFull(get().participants)) return held.pictures.showCamera(camera);
      camera.stop();
      if (held) refuseCamera(held);
    },
    setScreen: async (on) => held?.pictures.setScreen(on),
    setMuted,
    setDeafened(deafened) {
      if (deafened === get().deafened) return;
      // Who hears nobody is not heard either, and is afterwards as before.
      set((state) => ({ deafened, muted: deafened || state.mutedBefore, mutedBefore: state.muted }));
      speak();
    },
    setWatching(device, on) {
      set(({ watching }) => ({ watching: { ...watching, [device]: on } }));
      if (held) apply(held);
    },
    levelOf(device) {
      if (!held) return 0;
      return ownOf(get())?.device === device ? held.microphone.level() : held.speakers.levelOf(device);
    },
    show: shown.show,
    forgetProblem: () => set({ problem: null }),
    dispose() {
      joining.giveUp();
      for (const end of ends) end();
      release();
    },
  };
};
