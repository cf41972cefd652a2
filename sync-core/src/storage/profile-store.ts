/** The profile file: who the person is on this installation and which communities they are in. */
import type { CommunityId, EpochId, PaletteColour } from '../model/index.ts';

export type ProfileRow = {
  /** Names the identity seed in the `SecretStore`; the seed itself is never in this file. */
  readonly identityRef: string;
  readonly deviceRef: string;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly recoveryConfirmed: boolean;
};

export type CommunityEntry = {
  readonly community: CommunityId;
  readonly accessSeed: Uint8Array;
  readonly genesisHash: Uint8Array;
  readonly relayUrls: readonly string[];
  /** The name last known, to show before the community's file is open. */
  readonly name: string;
  readonly joinedAt: number;
  /** Place in the rail, ascending. */
  readonly order: number;
};

export type ProfileStore = {
  profile(): ProfileRow | null;
  saveProfile(profile: ProfileRow): void;
  /** Parsed by `parse`, which gets undefined when nothing or unreadable JSON is stored. */
  settings<T>(parse: (stored: unknown) => T): T;
  saveSettings(settings: object): void;
  communities(): readonly CommunityEntry[];
  saveCommunity(entry: CommunityEntry): void;
  removeCommunity(community: CommunityId): void;
  epochKeys(community: CommunityId): readonly { readonly epoch: EpochId; readonly key: Uint8Array }[];
  saveEpochKey(community: CommunityId, epoch: EpochId, key: Uint8Array): void;
};
