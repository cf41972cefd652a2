/**
 * What governance folds to: one community as plain readonly data. Every map is keyed by id and
 * carries no order of its own; whoever shows it sorts by `order` (see order.ts). Rules T10..T12.
 */
import type { NewEpoch } from '../crypto/index.ts';
import type {
  CategoryId,
  ChannelId,
  ChannelKind,
  CommunityId,
  DeviceId,
  EnvelopeContent,
  EnvelopeHash,
  EpochId,
  InviteId,
  LogId,
  MemberId,
  OperationType,
  OpId,
  Overwrite,
  PaletteColour,
  PermissionBits,
  RoleId,
} from '../model/index.ts';

/** One admitted envelope of the governance stream: its signature and chain are already checked. */
export type GovernanceEnvelope = {
  readonly hash: EnvelopeHash;
  readonly log: LogId;
  readonly device: DeviceId;
  readonly number: number;
  readonly previous: EnvelopeHash | null;
  /** Causal parents besides `previous`: the governance heads that the writer had seen. */
  readonly cites: readonly EnvelopeHash[];
  readonly content: EnvelopeContent;
};

/** What a community's id commits to; the genesis operation is recognised by its hash alone. */
export type CommunityRoot = { readonly id: CommunityId; readonly genesisHash: Uint8Array };

export type Member = {
  readonly id: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  /** The join that made this membership; a new one after each return. */
  readonly membership: OpId;
  readonly joinedAt: number;
  readonly roles: ReadonlySet<RoleId>;
};

/** Kept after its member has gone: what they wrote within the cut still has an author. */
export type Device = {
  readonly id: DeviceId;
  readonly member: MemberId;
  /** The membership that this device belongs to now. */
  readonly membership: OpId;
  readonly agreementKey: Uint8Array;
};

export type Role = {
  readonly id: RoleId;
  readonly name: string;
  readonly colour: PaletteColour | null;
  /** Fractional: the greater (order, id) ranks higher. */
  readonly order: string;
  readonly permissions: PermissionBits;
  readonly hoist: boolean;
  readonly mentionable: boolean;
};

/** Keyed `role:<id>` or `member:<id>`. */
export type Overwrites = ReadonlyMap<string, Overwrite>;

export type Category = {
  readonly id: CategoryId;
  readonly name: string;
  /** Fractional: the smaller (order, id) is shown first. */
  readonly order: string;
  readonly overwrites: Overwrites;
};

export type Channel = {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly category: CategoryId | null;
  readonly order: string;
  readonly overwrites: Overwrites;
};

export type Invite = {
  readonly id: InviteId;
  readonly by: MemberId;
  readonly agreementKey: Uint8Array;
  readonly expiresAt: number | null;
  readonly maxUses: number | null;
  readonly uses: number;
  readonly roles: readonly RoleId[];
  readonly revoked: boolean;
};

export type Ban = { readonly by: MemberId; readonly reason: string; readonly at: number };

/** The end of a membership. */
export type Removal = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly member: MemberId;
  readonly by: MemberId;
  readonly ban: boolean;
  readonly reason: string;
  readonly at: number;
  /** Length that counts, by `cutKey(stream, log)`; of a log that is not named nothing counts. */
  readonly cuts: ReadonlyMap<string, number>;
  /** The member as they were; null when they were banned without being one. */
  readonly former: Member | null;
};

export type Epoch = {
  readonly id: EpochId;
  /** Null for the epoch of genesis, whose key travels in invites. */
  readonly opened: NewEpoch | null;
  readonly commitment: Uint8Array;
  readonly by: MemberId;
  /** How many memberships had ended when it opened, its own removal included. */
  readonly removals: number;
};

export type GovernanceRefusal =
  | 'before-genesis'
  | 'already-founded'
  | 'wrong-genesis'
  | 'wrong-stream'
  | 'forked'
  | 'not-a-member'
  | 'after-removal'
  | 'bad-certificate'
  | 'foreign-certificate'
  | 'device-taken'
  | 'no-invite'
  | 'unknown-invite'
  | 'bad-invite-proof'
  | 'invite-expired'
  | 'invite-revoked'
  | 'invite-used-up'
  | 'invite-exists'
  | 'banned'
  | 'not-banned'
  | 'missing-permission'
  | 'rank'
  | 'grants-more-than-held'
  | 'owner-protected'
  | 'unknown-target'
  | 'invalid-order';

export type RefusedOp = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly device: DeviceId;
  readonly type: OperationType;
  readonly reason: GovernanceRefusal;
};

export type Community = {
  readonly id: CommunityId;
  /** False until the genesis operation is here. */
  readonly founded: boolean;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  /** The founder. */
  readonly owner: MemberId | null;
  /** What everyone may do; overwrites name it by `everyoneRole(community.id)`. */
  readonly everyone: PermissionBits;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly roles: ReadonlyMap<RoleId, Role>;
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly invites: ReadonlyMap<InviteId, Invite>;
  readonly bans: ReadonlyMap<MemberId, Ban>;
  /** Every removal that counts, by member, in linear order. */
  readonly removals: ReadonlyMap<MemberId, readonly Removal[]>;
  /** In linear order: the last that suits is the best to write with. */
  readonly epochs: readonly Epoch[];
  /** Hashes no other folded envelope cites, sorted. */
  readonly heads: readonly EnvelopeHash[];
  readonly refused: readonly RefusedOp[];
};

/** Where a permission is asked about; without one, in the community as a whole. */
export type Place = { readonly channel: ChannelId } | { readonly category: CategoryId };
