/**
 * What an act is about, as data that can be put into words of any language: what kind of act, whom and what it
 * names as they were called then, and each value from what to what. Made from the state the act was judged in.
 */
import type { CategoryId, ChannelId, InviteId, MemberId, OpId, Permission, RoleId } from '../model/index.ts';
import { everyoneRole } from './access.ts';
import type { Community } from './types.ts';

/** Kinds of acts, by what they concern. The order is that of menus. */
export const accountKinds = {
  people: [
    'joined',
    'asked',
    'letIn',
    'turnedAway',
    'tookBack',
    'left',
    'kicked',
    'banned',
    'unbanned',
    'timedOut',
    'timeoutLifted',
    'profileEdited',
    'nicknameSet',
    'rulesAccepted',
    'deviceAdded',
    'deviceRemoved',
  ],
  roles: [
    'roleCreated',
    'roleEdited',
    'roleMoved',
    'everyoneEdited',
    'roleDeleted',
    'roleGranted',
    'roleRevoked',
    'roleWithdrawn',
    'overwriteSet',
    'overwritesSynced',
  ],
  places: [
    'channelCreated',
    'channelEdited',
    'channelMoved',
    'channelDeleted',
    'channelRestored',
    'categoryCreated',
    'categoryEdited',
    'categoryMoved',
    'categoryArchived',
    'categoryUnarchived',
    'categoryDeleted',
    'categoryRestored',
  ],
  community: [
    'founded',
    'communityEdited',
    'pictureStored',
    'ownershipTransferred',
    'successionSet',
    'successionCleared',
    'successionVoted',
    'ownerSeen',
  ],
  invites: ['inviteCreated', 'inviteEdited', 'inviteRevoked'],
  moderation: [
    'messagesPurged',
    'actsReverted',
    'revertUndone',
    'reported',
    'reportResolved',
    'ruleCreated',
    'ruleEdited',
    'ruleRemoved',
  ],
  keys: ['keyOpened', 'channelKeyOpened', 'keyShared'],
  other: ['misplaced'],
} as const;
export type AccountGroup = keyof typeof accountKinds;
export type AccountKind = (typeof accountKinds)[AccountGroup][number];

/** Whom or what an act names, as it was called then. An invite goes by who made it. */
export type Named =
  | { readonly kind: 'member'; readonly id: MemberId; readonly name: string }
  | { readonly kind: 'role'; readonly id: RoleId; readonly name: string }
  | { readonly kind: 'everyone'; readonly id: RoleId }
  | { readonly kind: 'category'; readonly id: CategoryId; readonly name: string }
  | { readonly kind: 'channel'; readonly id: ChannelId; readonly name: string }
  | { readonly kind: 'invite'; readonly id: InviteId; readonly by: string }
  | { readonly kind: 'rule'; readonly id: OpId; readonly name: string };

export type AccountField =
  | 'name'
  | 'description'
  | 'colour'
  | 'topic'
  | 'category'
  | 'archived'
  | 'slowMode'
  | 'history'
  | 'icon'
  | 'notifications'
  | 'systemChannel'
  | 'rules'
  | 'hoist'
  | 'mentionable'
  | 'given'
  | 'taken'
  | 'allowed'
  | 'denied'
  | 'inherited'
  | 'until'
  | 'since'
  | 'expires'
  | 'maxUses'
  | 'roles'
  | 'paused'
  | 'approval'
  | 'enabled'
  | 'trigger'
  | 'words'
  | 'policy'
  | 'hosts'
  | 'most'
  | 'messages'
  | 'seconds'
  | 'response'
  | 'outcome'
  | 'votes'
  | 'absentDays';

/** Null: nothing, or not known. A `word` is one of those that operations share with the UI. */
export type AccountValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'moment'; readonly ms: number }
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'named'; readonly named: readonly Named[] }
  | { readonly kind: 'permissions'; readonly permissions: readonly Permission[] }
  | null;

export type AccountChange = {
  readonly field: AccountField;
  readonly from: AccountValue;
  readonly to: AccountValue;
};

export type Account = {
  readonly kind: AccountKind;
  /** Whom or what it is about, first what its words name. */
  readonly targets: readonly Named[];
  readonly reason: string;
  readonly changes: readonly AccountChange[];
};

/** An account, with nothing said of what doesn't apply. */
export const account = (
  kind: AccountKind,
  targets: readonly Named[] = [],
  changes: readonly AccountChange[] = [],
  reason = '',
): Account => ({ kind, targets, reason, changes });

/** Names that were known once: for what was gone when it was named. */
export type KnownNames = ReadonlyMap<string, Named>;

/** Who and what is called how in one state, with an empty name where nobody is; and what an act makes. */
export type Naming = {
  member(id: MemberId): Named;
  role(id: RoleId): Named;
  category(id: CategoryId): Named;
  channel(id: ChannelId): Named;
  invite(id: InviteId): Named;
  rule(id: OpId): Named;
  /** Is called so from here on, if the act counts. */
  make<T extends Named>(named: T): T;
};

export const createNaming = (community: Community, made: Named[]): Naming => {
  const memberName = (id: MemberId): string =>
    community.members.get(id)?.name ?? community.applicants.get(id)?.name ?? '';
  return {
    member: (id) => ({ kind: 'member', id, name: memberName(id) }),
    role: (id) =>
      id === everyoneRole(community.id)
        ? { kind: 'everyone', id }
        : { kind: 'role', id, name: community.roles.get(id)?.name ?? '' },
    category: (id) => ({ kind: 'category', id, name: community.categories.get(id)?.name ?? '' }),
    channel: (id) => ({ kind: 'channel', id, name: community.channels.get(id)?.name ?? '' }),
    invite(id) {
      const by = community.invites.get(id)?.by;
      return { kind: 'invite', id, by: by === undefined ? '' : memberName(by) };
    },
    rule: (id) => ({ kind: 'rule', id, name: community.autoRules.get(id)?.name ?? '' }),
    make(named) {
      made.push(named);
      return named;
    },
  };
};

/** What somebody or something is called; empty where nobody knows, and for everyone. */
export const nameOf = (named: Named): string => {
  switch (named.kind) {
    case 'everyone':
      return '';
    case 'invite':
      return named.by;
    default:
      return named.name;
  }
};
