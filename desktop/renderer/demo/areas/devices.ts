/** The demo host's part on one’s own devices, recovery and guardians. */
import type {
  CommunityId,
  GuardianCode,
  OwnDevicesView,
  OwnDeviceView,
  PairingView,
  RecoveryView,
} from '@maru/sync-core';
import { askedFor, type DemoArea } from '../demo-area.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const community = (index: number): CommunityId => index.toString(16).padStart(64, '0') as CommunityId;
const names = ['마루 책모임', '우리 동네 산책', 'Busan film club'] as const;

const device = (id: string, name: string, change: Partial<OwnDeviceView>): OwnDeviceView => ({
  id,
  name,
  isThis: false,
  isKnown: true,
  addedAt: null,
  seenAt: null,
  removedAt: null,
  communities: names.map((shown, index) => ({ id: community(index + 1), name: shown, state: 'present' })),
  ...change,
});

const ownDevices = (now: number): OwnDevicesView => ({
  isRemoved: scene() === 'device-removed',
  devices: [
    device('desk', '책상 위 컴퓨터', { isThis: true, addedAt: now - 200 * day, seenAt: now }),
    device('phone', '하늘이 전화기', { addedAt: now - 90 * day, seenAt: now - 20 * 60_000 }),
    device('laptop', '부산 갈 때 들고 다니는 아주 오래된 작은 노트북', {
      addedAt: now - 400 * day,
      seenAt: now - 9 * day,
    }),
    device('stranger', '', {
      isKnown: false,
      addedAt: now - 3 * hour,
      communities: [{ id: community(1), name: names[0], state: 'present' }],
    }),
    device('lost', '잃어버린 태블릿', {
      addedAt: now - 300 * day,
      removedAt: now - 2 * day,
      communities: [
        { id: community(1), name: names[0], state: 'removed' },
        { id: community(3), name: names[2], state: 'removing' },
      ],
    }),
  ],
});

const scene = (): string | null => askedFor('devices');

const recovery = (): RecoveryView => {
  const relayUrl = 'wss://relay.maru.example/sync';
  const unreachable = scene() === 'recovering-unreachable';
  return {
    isRunning: scene()?.startsWith('recovering') ?? false,
    needsName: unreachable,
    ownSpace: { relayUrl, state: unreachable ? 'unreachable' : 'complete', isFound: !unreachable },
    communities: unreachable
      ? []
      : [
          { id: community(1), name: names[0], relayUrl, state: 'here' },
          { id: community(2), name: names[1], relayUrl, state: 'waiting' },
          { id: community(3), name: names[2], relayUrl: 'wss://films.example/sync', state: 'silent' },
        ],
  };
};

const pairing = (now: number, role: PairingView['role']): PairingView => {
  const step = scene();
  const code = 'K7QM-2X9P-4RTD';
  return {
    role,
    code,
    link: `https://relay.maru.example/#pair=${code}~wss%3A%2F%2Frelay.maru.example%2Fsync`,
    relayUrl: 'wss://relay.maru.example/sync',
    expiresAt: now + 9.5 * 60_000,
    step:
      step === 'comparing'
        ? { kind: 'comparing', digits: '482 9137' }
        : step === 'interfered'
          ? { kind: 'ended', why: 'interfered' }
          : { kind: 'meeting', reached: true },
  };
};

const codes = (count: number, needed: number): readonly GuardianCode[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `MARU-G1-${'K7QM2-X9P4R-'.repeat(7)}TD${index}`,
    set: 'A3F1 90C2',
    number: index + 1,
    needed,
    count,
  }));

export const createDevicesDemo = (now: number): DemoArea => {
  let linking: PairingView['role'] | null = null;
  return {
    queries: {
      ownDevices: () => ownDevices(now),
      recovery,
      pairing: () => linking && pairing(now, linking),
    },
    commands: {
      startPairing: () => {
        linking = 'giver';
        return {};
      },
      joinPairing: () => {
        linking = 'taker';
        return {};
      },
      confirmPairing: () => ({}),
      stopPairing: () => {
        linking = null;
        return {};
      },
      renameDevice: () => ({}),
      removeDevice: () => ({}),
      endRecovery: () => ({}),
      setOwnRelay: () => ({}),
      restoreByCodes: () => ({ kind: 'invalid-codes', problem: { kind: 'too-few', found: 1, needed: 3 } }),
      makeGuardianCodes: ({ count, needed }) => ({ codes: codes(count, needed) }),
    },
  };
};
