/** The calls that the demo shows: `?call=<name>`. An area that adds a state of its own adds a scene here. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import { isDeviceId } from '@maru/sync-core';
import type { CallProblem } from '../../calls/call-problem.ts';
import type { CallState } from '../../calls/call-store.ts';
import type { LinkState } from '../../calls/mesh.ts';
import type { MicrophoneProblem } from '../../calls/microphone/call-microphone.ts';
import { author, communityId, memberId, channelId as placeId } from '../demo-data.ts';

/** Who is in, by number in `people`; 0 is oneself. */
export type CallRole = Partial<CallParticipantView> & {
  readonly who: number;
  /** How loud they are; nothing for silence. */
  readonly level?: number;
  /** How the connection to them stands; `connected` unless said. */
  readonly link?: LinkState;
  /** What lies between; `near` unless said. */
  readonly way?: DemoWay;
};
export type DemoWay = 'near' | 'relayed' | 'suffering';

export type CallScene = {
  readonly roles: readonly CallRole[];
  /** Whether this page is in the call from the start. */
  readonly joined: boolean;
  readonly state?: Partial<CallState>;
  /** What comes of joining, instead of being in. */
  readonly refusal?: CallProblem;
};

export const callPlace = { community: communityId(10), channel: placeId(207) } as const;

export const deviceOf = (who: number): DeviceId => {
  const id = (who + 1).toString(16).padStart(64, 'd');
  if (!isDeviceId(id)) throw new Error('bug: demo device');
  return id;
};

export const participantOf = ({
  who,
  level: _,
  link: __,
  way: ___,
  ...patch
}: CallRole): CallParticipantView => {
  const { name, colour } = author(who);
  return {
    device: deviceOf(who),
    member: memberId(who),
    name,
    colour,
    me: who === 0,
    session: `session-${who}`,
    peerId: `peer-${who}`,
    fingerprint: (who + 1).toString(16).padStart(64, '0'),
    joinedAt: who,
    muted: false,
    deafened: false,
    camera: false,
    screen: false,
    serverMuted: false,
    serverDeafened: false,
    maySpeak: true,
    mayStream: true,
    mayUseVoiceActivity: true,
    priority: false,
    seals: true,
    wants: null,
    ...patch,
  };
};

const speaking = 0.2;
const me: CallRole = { who: 0 };
const talk = (...roles: readonly CallRole[]): CallScene => ({ roles: [me, ...roles], joined: true });
const outside = (refusal: CallProblem): CallScene => ({
  roles: [{ who: 1 }, { who: 3 }],
  joined: false,
  refusal,
});
/** Who can't be heard listens. */
const unheard = (failure: MicrophoneProblem): CallScene => ({
  roles: [
    { who: 0, muted: true },
    { who: 1, level: speaking },
  ],
  joined: true,
  state: { problem: { kind: 'microphone', failure } },
});
const withCameras = (count: number): CallScene => ({
  roles: Array.from({ length: count }, (_, who) => ({
    who,
    camera: true,
    ...(who === 2 ? { level: speaking } : {}),
  })),
  joined: true,
});
const six = [1, 2, 3, 4, 5] as const;

const scenes = {
  nobody: { roles: [], joined: false },
  others: {
    roles: [
      { who: 1, level: speaking },
      { who: 3, muted: true },
      { who: 5, screen: true },
    ],
    joined: false,
  },
  crowd: {
    roles: Array.from({ length: 17 }, (_, index) => ({ who: index + 1, muted: index % 3 === 0 })),
    joined: false,
  },
  joining: { roles: [{ who: 1 }], joined: false, state: { joining: true, place: callPlace } },
  seeking: { roles: [{ who: 1 }], joined: false, state: { joining: true, seeking: true, place: callPlace } },
  alone: talk(),
  quality: talk({ who: 1 }, { who: 2, way: 'relayed' }, { who: 3, way: 'suffering' }),
  two: talk({ who: 1, level: speaking }),
  camera: { roles: [{ who: 0, camera: true }, { who: 1 }, { who: 3, level: speaking }], joined: true },
  cameras: withCameras(6),
  nine: withCameras(9),
  twelve: withCameras(12),
  talk: talk(...six.map((who) => ({ who, muted: who === 4, ...(who === 2 ? { level: speaking } : {}) }))),
  screen: talk({ who: 1, screen: true, level: speaking }, { who: 3, camera: true }, { who: 5, muted: true }),
  screens: talk(
    { who: 1, screen: true },
    { who: 2, screen: true, camera: true, level: speaking },
    { who: 3 },
  ),
  'own-screen': { roles: [{ who: 0, screen: true }, { who: 1, level: speaking }, { who: 3 }], joined: true },
  marks: {
    roles: [
      { who: 0, muted: true },
      { who: 1, muted: true, deafened: true },
      { who: 3, serverMuted: true, maySpeak: false },
      { who: 5, serverDeafened: true },
      { who: 2, level: speaking, priority: true },
      { who: 7, maySpeak: false },
    ],
    joined: true,
  },
  deafened: {
    roles: [
      { who: 0, muted: true, deafened: true },
      { who: 1, level: speaking },
    ],
    joined: true,
  },
  'server-muted': {
    roles: [
      { who: 0, serverMuted: true, serverDeafened: true, maySpeak: false },
      { who: 1, level: speaking },
    ],
    joined: true,
  },
  listener: {
    roles: [
      { who: 0, maySpeak: false, mayStream: false },
      { who: 1, level: speaking, priority: true },
      { who: 3 },
    ],
    joined: true,
  },
  connecting: talk({ who: 1, link: 'connecting' }, { who: 3 }),
  refused: talk({ who: 1, link: 'refused' }, { who: 3, level: speaking }),
  reconnecting: {
    ...talk(
      { who: 1, link: 'reconnecting' },
      { who: 3, link: 'reconnecting' },
      { who: 5, link: 'reconnecting' },
    ),
    state: { reconnecting: true },
  },
  'long-names': talk(
    { who: 11, level: speaking, camera: true },
    { who: 17, muted: true },
    { who: 6, name: '별빛도서관창가자리에서만난목소리가고운책읽는사람', muted: true, deafened: true },
    { who: 8, link: 'connecting', name: '아주아주아주긴이름을가진사람입니다아주아주아주길어요' },
  ),
  denied: unheard('denied'),
  missing: unheard('missing'),
  busy: unheard('busy'),
  full: outside({ kind: 'host', error: { kind: 'call-full', most: 8 } }),
  'no-signaling': outside({ kind: 'host', error: { kind: 'no-signaling' } }),
  moved: outside({ kind: 'ended', end: { kind: 'moved', to: null } }),
  'not-allowed': outside({ kind: 'ended', end: { kind: 'not-allowed' } }),
  'camera-denied': {
    ...talk({ who: 1, level: speaking }),
    state: { problem: { kind: 'device', device: 'camera', reason: 'denied' } },
  },
} as const satisfies { readonly [name: string]: CallScene };

/** The scene of this name; nobody in a call without one. */
export const callScene = (name: string | null): CallScene =>
  Object.entries<CallScene>(scenes).find(([key]) => key === name)?.[1] ?? scenes.nobody;
