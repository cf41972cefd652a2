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
  NotificationLevel,
  OperationOf,
  OperationType,
  OpId,
  Overwrite,
  PaletteColour,
  Permission,
  PermissionBits,
  ReportOutcome,
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
  /** What they came in by, and so hold the seed of; null for the founder. */
  readonly invite: InviteId | null;
  readonly joinedAt: number;
  readonly roles: ReadonlySet<RoleId>;
  readonly timeout: Timeout | null;
  /** Came in while there were rules to accept, and hasn't accepted them yet. */
  readonly owesRules: boolean;
};

/** Until then a member sees and reads, and nothing else. */
export type Timeout = {
  readonly op: OpId;
  readonly by: MemberId;
  readonly until: number;
  readonly reason: string;
};

/** Kept after its member has gone: what they wrote within the cut still has an author. */
export type Device = {
  readonly id: DeviceId;
  readonly member: MemberId;
  /** The membership that this device belongs to now. */
  readonly membership: OpId;
  readonly agreementKey: Uint8Array;
  /** By the envelope that brought it in. */
  readonly addedAt: number;
  /** Its person took it away. For good: who uses it again comes in with new keys. */
  readonly removed: DeviceRemoval | null;
};

export type DeviceRemoval = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly at: number;
  /** How many memberships and devices had ended then, this one included. */
  readonly removals: number;
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
  /** Read-only, with all its channels. */
  readonly archived: boolean;
};

/** From when on a member may read what was written before them. */
export type HistorySetting =
  | { readonly type: 'everything' }
  | { readonly type: 'sinceJoining' }
  | { readonly type: 'sinceDate'; readonly date: number };

export type Channel = {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly category: CategoryId | null;
  readonly order: string;
  /** The channel's own; ask `overwritesOf` for those that hold. */
  readonly overwrites: Overwrites;
  /** Follows its category's overwrites. False in a category: the channel is out of step. */
  readonly synced: boolean;
  readonly archived: boolean;
  readonly slowModeSeconds: number;
  readonly history: HistorySetting;
};

/** What was deleted and may be restored for a while. */
export type TrashedChannel = { readonly channel: Channel; readonly by: MemberId; readonly at: number };
export type TrashedCategory = {
  readonly category: Category;
  /** Those that were in it, where they haven't been put elsewhere since. */
  readonly channels: readonly ChannelId[];
  readonly by: MemberId;
  readonly at: number;
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
  readonly paused: boolean;
  /** How many memberships and devices had ended when it was made. */
  readonly removals: number;
  /** Who follows it applies, and comes in when somebody lets them. */
  readonly approval: boolean;
};

/** Asks to come in by an invite that wants approval. */
export type Applicant = {
  readonly id: MemberId;
  /** The join that asks. */
  readonly request: OpId;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly device: DeviceId;
  readonly agreementKey: Uint8Array;
  readonly invite: InviteId;
  readonly at: number;
};

/** How the last request of somebody who is not in ended; `by` is themselves where they took it back. */
export type Declined = {
  readonly by: MemberId;
  readonly reason: string;
  readonly at: number;
  readonly invite: InviteId;
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

/** How an operation binds what people wrote who hadn't seen it. */
export type BindingEffect =
  | { readonly kind: 'removed' }
  | { readonly kind: 'reverted' }
  /** What is dated earlier than `from` stays, so that no timeout takes a history away. */
  | { readonly kind: 'timed-out'; readonly from: number; readonly until: number }
  | { readonly kind: 'without-role'; readonly role: RoleId }
  /** Of one device alone; what its person's others write isn't bound. */
  | { readonly kind: 'device-removed'; readonly device: DeviceId };

/** What its members wrote beyond the cuts, not having seen it, is judged by the effect [T11]. */
export type Binding = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly members: readonly MemberId[];
  readonly by: MemberId;
  readonly cuts: ReadonlyMap<string, number>;
  readonly effect: BindingEffect;
};

/** Raid undo. What it hid counts again once it is undone itself. */
export type Revert = {
  readonly op: OpId;
  readonly by: MemberId;
  readonly at: number;
  readonly members: readonly MemberId[];
  readonly since: number;
  readonly reason: string;
  readonly undone: { readonly op: OpId; readonly by: MemberId; readonly at: number } | null;
};

/** What a banned member wrote from `since` on, before they knew of this, is hidden. */
export type Purge = { readonly op: OpId; readonly by: MemberId; readonly since: number; readonly at: number };

export type Report = {
  readonly op: OpId;
  readonly by: MemberId;
  readonly at: number;
  readonly sealed: Uint8Array;
  readonly boxes: OperationOf<'messageReported'>['boxes'];
  readonly resolved: {
    readonly by: MemberId;
    readonly at: number;
    readonly outcome: ReportOutcome;
  } | null;
};

export type AutoRule = Omit<OperationOf<'autoRuleSet'>, 'type' | 'rule'> & {
  readonly id: OpId;
  readonly by: MemberId;
};

export type SuccessionPolicy = NonNullable<OperationOf<'successionSet'>['policy']>;
export type SuccessionVote = { readonly op: OpId; readonly successor: MemberId; readonly at: number };
/** An office that passed by votes; `votes` are the times at which they were given. */
export type Succession = {
  readonly from: MemberId;
  readonly to: MemberId;
  readonly at: number;
  readonly absentMs: number;
  readonly votes: readonly number[];
};

export type Epoch = {
  readonly id: EpochId;
  /** Of those who may see this channel; null for the whole community's. */
  readonly channel: ChannelId | null;
  /** Null for the epoch of genesis, whose key travels in invites. */
  readonly opened: NewEpoch | null;
  readonly commitment: Uint8Array;
  readonly by: MemberId;
  /** Its envelope's own time. */
  readonly openedAt: number;
  /** How many memberships and devices had ended when it opened, its own removal included. */
  readonly removals: number;
};

export const governanceRefusals = [
  'before-genesis',
  'already-founded',
  'wrong-genesis',
  'wrong-stream',
  'forked',
  'not-a-member',
  'after-removal',
  'reverted',
  'timed-out',
  'rules-not-accepted',
  'rules-changed',
  'bad-certificate',
  'foreign-certificate',
  'device-taken',
  'device-removed',
  'no-invite',
  'unknown-invite',
  'bad-invite-proof',
  'invite-expired',
  'invite-revoked',
  'invite-paused',
  'invite-used-up',
  'invite-exists',
  'banned',
  'not-banned',
  'missing-permission',
  'rank',
  'grants-more-than-held',
  'owner-protected',
  'owner-only',
  'owner-present',
  'no-succession',
  'administrator-protected',
  'too-late',
  'too-many',
  'invalid-value',
  'unknown-target',
  'invalid-order',
] as const;
/** Why an act doesn't count. */
export type GovernanceRefusal = (typeof governanceRefusals)[number];

export type RefusedOp = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly device: DeviceId;
  readonly type: OperationType;
  readonly reason: GovernanceRefusal;
  /** Whose device wrote it, where that is known. */
  readonly by: MemberId | null;
  /** The one that was missing, when that is the reason. */
  readonly permission: Permission | null;
};

export type Community = {
  readonly id: CommunityId;
  /** False until the genesis operation is here. */
  readonly founded: boolean;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  /** SHA-256 of the picture. */
  readonly icon: Uint8Array | null;
  /** The latest picture that came. It is the icon only where its hash is the icon's. */
  readonly picture: Uint8Array | null;
  readonly notifications: NotificationLevel;
  readonly systemChannel: ChannelId | null;
  /** What is to be accepted on joining, named by the operation that set it. */
  readonly rules: { readonly id: OpId; readonly text: string } | null;
  /** The founder, until the office passed on. */
  readonly owner: MemberId | null;
  /** What everyone may do; overwrites name it by `everyoneRole(community.id)`. */
  readonly everyone: PermissionBits;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly roles: ReadonlyMap<RoleId, Role>;
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly invites: ReadonlyMap<InviteId, Invite>;
  readonly applicants: ReadonlyMap<MemberId, Applicant>;
  readonly declined: ReadonlyMap<MemberId, Declined>;
  readonly bans: ReadonlyMap<MemberId, Ban>;
  readonly trashedCategories: ReadonlyMap<CategoryId, TrashedCategory>;
  readonly trashedChannels: ReadonlyMap<ChannelId, TrashedChannel>;
  /** Every removal that counts, by member, in linear order. */
  readonly removals: ReadonlyMap<MemberId, readonly Removal[]>;
  /** In linear order: the last that suits is the best to write with. */
  /** What binds a member besides removals, in linear order. */
  readonly bindings: ReadonlyMap<MemberId, readonly Binding[]>;
  readonly reverts: ReadonlyMap<OpId, Revert>;
  readonly purges: ReadonlyMap<MemberId, readonly Purge[]>;
  readonly reports: ReadonlyMap<OpId, Report>;
  readonly autoRules: ReadonlyMap<OpId, AutoRule>;
  /** Time of the owner's latest sign of life. */
  readonly ownerSeenAt: number;
  readonly succession: SuccessionPolicy | null;
  readonly successionVotes: ReadonlyMap<MemberId, SuccessionVote>;
  readonly successions: readonly Succession[];
  readonly epochs: readonly Epoch[];
  /** Boxes that were added to an epoch after it opened. */
  readonly sealings: ReadonlyMap<EpochId, NewEpoch['boxes']>;
  /** Hashes no other folded envelope cites, sorted. */
  readonly heads: readonly EnvelopeHash[];
  readonly refused: readonly RefusedOp[];
};

/** Where a permission is asked about; without one, in the community as a whole. */
export type Place = { readonly channel: ChannelId } | { readonly category: CategoryId };
