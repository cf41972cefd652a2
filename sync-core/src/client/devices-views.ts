/** What the UI shows of a person's devices, of finding everything again on a new one, and of linking one. */
import type { CommunityId } from '../model/index.ts';
import type { PairingEnd } from './pairing/pairing.ts';

export type DeviceInCommunity = {
  readonly id: CommunityId;
  readonly name: string;
  /** `removing`: it was taken away, and this community doesn't know yet. */
  readonly state: 'present' | 'removing' | 'removed';
};

export type OwnDeviceView = {
  /** Names it in commands. */
  readonly id: string;
  /** Empty where nobody gave it one. */
  readonly name: string;
  readonly isThis: boolean;
  /** False for one that a community knows and the person's other devices have said nothing of. */
  readonly isKnown: boolean;
  readonly addedAt: number | null;
  /** By the hour. */
  readonly seenAt: number | null;
  readonly removedAt: number | null;
  readonly communities: readonly DeviceInCommunity[];
};

export type OwnDevicesView = {
  readonly devices: readonly OwnDeviceView[];
  /** This device was taken away from another one: nothing is written here any more. */
  readonly isRemoved: boolean;
};

/** How the own space stands: what the person's devices have in common comes by it. */
export type OwnSpaceView = {
  readonly relayUrl: string;
  readonly state: 'connecting' | 'reading' | 'complete' | 'unreachable';
  /** Since when it has been complete at least once on this device. */
  readonly isFound: boolean;
};

export type FoundCommunity = {
  readonly id: CommunityId;
  readonly name: string;
  readonly relayUrl: string;
  /** `silent`: its relay doesn't answer. `waiting`: the relay answers, and the others' rules haven't come or don't know this device yet. */
  readonly state: 'here' | 'waiting' | 'silent' | 'unopened' | 'left';
};

/** Finding everything again. */
export type RecoveryView = {
  /** This device was restored or linked since Maru was started, and the person hasn't gone on yet. */
  readonly isRunning: boolean;
  readonly ownSpace: OwnSpaceView;
  readonly communities: readonly FoundCommunity[];
  /** Nobody has said what the person is called: it is for them to say. */
  readonly needsName: boolean;
};

export type PairingView = {
  /** Shows the code, or entered it. */
  readonly role: 'giver' | 'taker';
  readonly code: string;
  /** What the QR code holds. */
  readonly link: string;
  readonly relayUrl: string;
  readonly expiresAt: number;
  readonly step:
    | { readonly kind: 'meeting'; readonly reached: boolean }
    | { readonly kind: 'comparing' | 'confirmed'; readonly digits: string }
    | { readonly kind: 'done' }
    | { readonly kind: 'ended'; readonly why: PairingEnd };
};
