/** The composition of the renderer: every store, made once, and how components reach them. */
import { createContext, useContext } from 'react';
import type { HostBridge } from '../../contract/index.ts';
import { type CallSettingsStore, createCallSettings } from '../calls/call-settings.ts';
import { type CallDeps, type CallStore, createCallStore } from '../calls/call-store.ts';
import { createCapture } from '../calls/capture.ts';
import { createDeviceList, type DeviceList } from '../calls/devices.ts';
import { createMicrophone, type Microphone } from '../calls/microphone/microphone.ts';
import { createMicrophoneContext } from '../calls/microphone/microphone-context.ts';
import { playOnSpeaker } from '../calls/microphone/speaker-context.ts';
import { createRinger } from '../calls/ringing/ringer.ts';
import { createRingingStore, type RingingStore } from '../calls/ringing/ringing-store.ts';
import { createCallSounds } from '../calls/sounds/call-sounds.ts';
import { createSoundPlayer } from '../calls/sounds/sound-player.ts';
import { createStageStore, type StageStore } from '../calls/stage/stage-store.ts';
import { createPeerSessions, type PeerSessions } from '../direct/peer-sessions.ts';
import { type AppStore, createAppStore } from './app-store.ts';
import { type AuditFocus, createAuditFocus } from './audit-focus.ts';
import { type BoardStores, createBoardStores } from './board-store.ts';
import { type ClockStore, createClockStore } from './clock-store.ts';
import { type CommunityStore, createCommunityStore } from './community-store.ts';
import { createDeletions, type Deletions } from './deletions.ts';
import type { Environment } from './environment.ts';
import { createImportStore, type ImportStore } from './import-store.ts';
import { createNavigationStore, type NavigationStore } from './navigation-store.ts';
import { createPeopleStore, type PeopleStore } from './people-store.ts';
import { createPermissionDrafts, type PermissionDrafts } from './permission-drafts.ts';
import { createRoleDeletions, type RoleDeletions } from './role-deletions.ts';
import { createRoleView, type RoleView } from './role-view.ts';
import { createToastStore, type Timer, type ToastStore } from './toast-store.ts';

export type Services = {
  readonly bridge: HostBridge;
  readonly environment: Environment;
  readonly app: AppStore;
  readonly clock: ClockStore;
  readonly communities: CommunityStore;
  readonly navigation: NavigationStore;
  readonly toasts: ToastStore;
  readonly deletions: Deletions;
  readonly imports: ImportStore;
  readonly auditFocus: AuditFocus;
  /** Where this page meets others. */
  readonly sessions: PeerSessions;
  readonly call: CallStore;
  readonly callSettings: CallSettingsStore;
  readonly ringing: RingingStore;
  readonly mediaDevices: DeviceList;
  readonly microphone: Microphone;
  readonly stage: StageStore;
  readonly people: PeopleStore;
  readonly boards: BoardStores;
  readonly drafts: PermissionDrafts;
  readonly roleDeletions: RoleDeletions;
  readonly roleView: RoleView;
  dispose(): void;
};

export const createServices = (
  bridge: HostBridge,
  environment: Environment,
  timer: Timer,
  /** The demo's calls are a play without devices. */
  createCall: (deps: CallDeps) => CallStore = createCallStore,
): Services => {
  const app = createAppStore(bridge);
  const communities = createCommunityStore(bridge);
  const imports = createImportStore(bridge);
  const clock = createClockStore(environment.now, timer);
  const roleView = createRoleView(bridge);
  const boards = createBoardStores(bridge);
  const callSettings = createCallSettings(environment);
  const sessions = createPeerSessions({
    bridge,
    schedule: timer,
    now: environment.now,
    hidden: {
      get: () => callSettings.store.getState().hideAddress,
      watch: (changed) =>
        callSettings.store.subscribe((now, before) => {
          if (now.hideAddress !== before.hideAddress) changed();
        }),
    },
  });
  const capture = createCapture(environment.sharesSound);
  const mediaDevices = createDeviceList(navigator.mediaDevices);
  const microphone = createMicrophone({
    settings: callSettings,
    devices: mediaDevices,
    capture: capture.microphone,
    createContext: () => playOnSpeaker(createMicrophoneContext(), callSettings, mediaDevices),
  });
  const call = createCall({
    bridge,
    settings: callSettings,
    sessions,
    schedule: timer,
    capture,
    microphone,
    createContext: () => playOnSpeaker(new AudioContext(), callSettings, mediaDevices),
  });
  const endSounds = createCallSounds({
    call,
    settings: callSettings,
    now: environment.now,
    play: createSoundPlayer(() => playOnSpeaker(new AudioContext(), callSettings, mediaDevices)),
  });
  const navigation = createNavigationStore(environment);
  const ringing = createRingingStore({
    bridge,
    call,
    ringer: createRinger({
      createContext: () => playOnSpeaker(new AudioContext(), callSettings, mediaDevices),
      schedule: timer,
    }),
    show({ community, ring }, asked) {
      const { settings, dialog } = navigation.store.getState();
      // Who waits for an answer may be in the middle of something else.
      if (asked || (settings === null && dialog === null)) navigation.openPair(community, ring);
    },
  });
  const stage = createStageStore(environment, call.store);
  return {
    bridge,
    environment,
    app,
    clock,
    communities,
    imports,
    navigation,
    toasts: createToastStore(timer),
    auditFocus: createAuditFocus(),
    deletions: createDeletions(bridge, timer),
    drafts: createPermissionDrafts(),
    roleDeletions: createRoleDeletions(bridge, timer),
    roleView,
    sessions,
    call,
    callSettings,
    ringing,
    mediaDevices,
    microphone,
    stage,
    people: createPeopleStore(),
    boards,
    dispose: () => {
      app.dispose();
      clock.dispose();
      communities.dispose();
      imports.dispose();
      roleView.dispose();
      boards.dispose();
      endSounds();
      ringing.dispose();
      stage.dispose();
      call.dispose();
      sessions.dispose();
      mediaDevices.dispose();
    },
  };
};

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('bug: no services');
  return services;
};
