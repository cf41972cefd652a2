/** Before saving [T12]: what a change would give and take, what a role sees, who sees a channel. */
import {
  type ChannelId,
  type GovernanceOp,
  hasPermission,
  type MemberId,
  type Permission,
  type PermissionBits,
  permissionsToNames,
  type RoleId,
} from '../model/index.ts';
import { grantedAt, permissionsAt } from './access.ts';
import type { ActRefusal } from './judging.ts';
import { rehearse } from './rehearse.ts';
import type { Community, Member, Place } from './types.ts';

/** What one member gains and loses at one place; `place` null for the community as a whole. */
export type Effect = {
  readonly member: MemberId;
  readonly place: { readonly channel: ChannelId } | null;
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
};
export type DryRun = { readonly refusal: ActRefusal | null; readonly effects: readonly Effect[] };

/** Changes that can be tried without being written. */
export type Trial = Extract<
  GovernanceOp,
  {
    readonly type:
      | 'roleEdited'
      | 'roleGranted'
      | 'roleRevoked'
      | 'roleWithdrawn'
      | 'overwriteSet'
      | 'overwritesSynced'
      | 'channelEdited'
      | 'categoryEdited'
      | 'channelSettingsEdited'
      | 'categoryArchived';
  }
>;

/** Members who can't be told apart by roles and overwrites share an answer. */
const likenessOf = (community: Community, member: Member, named: ReadonlySet<string>): string =>
  named.has(member.id) || member.timeout !== null || member.id === community.owner
    ? member.id
    : `${member.owesRules} ${[...member.roles].sort().join()}`;

const membersNamed = (...communities: readonly Community[]): ReadonlySet<string> => {
  const named = new Set<string>();
  for (const { channels, categories } of communities)
    for (const { overwrites } of [...channels.values(), ...categories.values()])
      for (const { target } of overwrites.values()) if (target.kind === 'member') named.add(target.id);
  return named;
};

const minus = (a: PermissionBits, b: PermissionBits): readonly Permission[] => permissionsToNames(a & ~b);

/** Who would gain and lose what, were `ops` written now by `actor`. Nothing is written. */
export const dryRun = (
  community: Community,
  actor: MemberId,
  ops: readonly Trial[],
  atMs: number,
): DryRun => {
  const tried = rehearse(community, actor, ops, atMs);
  if (!tried.ok) return { refusal: tried.error, effects: [] };
  const after = tried.value;
  const named = membersNamed(community, after);
  const places: readonly ({ readonly channel: ChannelId } | null)[] = [
    null,
    ...[...new Set([...community.channels.keys(), ...after.channels.keys()])].map((channel) => ({ channel })),
  ];
  const known = new Map<string, readonly Omit<Effect, 'member'>[]>();
  const effects: Effect[] = [];
  for (const member of community.members.values()) {
    const then = after.members.get(member.id);
    const key = `${likenessOf(community, member, named)}|${then === undefined ? '' : likenessOf(after, then, named)}`;
    let changes = known.get(key);
    if (changes === undefined) {
      changes = places.flatMap((place) => {
        const was = permissionsAt(community, member.id, place ?? undefined, atMs);
        const is = permissionsAt(after, member.id, place ?? undefined, atMs);
        return was === is ? [] : [{ place, gained: minus(is, was), lost: minus(was, is) }];
      });
      known.set(key, changes);
    }
    for (const change of changes) effects.push({ member: member.id, ...change });
  }
  return { refusal: null, effects };
};

/** "View as role": what somebody with just these roles would hold. */
export const permissionsOfRoles = (
  community: Community,
  roles: ReadonlySet<RoleId>,
  place?: Place,
): PermissionBits => grantedAt(community, { id: null, roles }, place);

/** The channels that somebody with just these roles would see. */
export const channelsOfRoles = (community: Community, roles: ReadonlySet<RoleId>): readonly ChannelId[] =>
  [...community.channels.keys()].filter((channel) =>
    hasPermission(permissionsOfRoles(community, roles, { channel }), 'viewChannel'),
  );

/** Who may see a channel, at the moment whose community this is; sorted. */
export const viewersOf = (community: Community, channel: ChannelId): readonly MemberId[] =>
  [...community.members.keys()]
    .filter((member) => hasPermission(permissionsAt(community, member, { channel }), 'viewChannel'))
    .sort();

/** From when on a member may read a channel; null for everything, infinity for nothing. */
export const readableFrom = (community: Community, id: MemberId, channel: ChannelId): number | null => {
  const member = community.members.get(id);
  const found = community.channels.get(channel);
  if (member === undefined || found === undefined) return Number.POSITIVE_INFINITY;
  const held = permissionsAt(community, id, { channel });
  if (!hasPermission(held, 'viewChannel')) return Number.POSITIVE_INFINITY;
  switch (found.history.type) {
    case 'everything':
      return null;
    case 'sinceJoining':
      return member.joinedAt;
    case 'sinceDate':
      return found.history.date;
  }
};

/** What a member's messages in a channel must keep from one another; 0 where none of slow mode holds for them. */
export const slowModeGapMs = (
  community: Community,
  member: MemberId,
  channel: ChannelId,
  atMs: number,
): number => {
  const seconds = community.channels.get(channel)?.slowModeSeconds ?? 0;
  if (seconds === 0) return 0;
  const held = permissionsAt(community, member, { channel }, atMs);
  const passes = (['bypassSlowMode', 'manageMessages', 'manageChannels'] as const).some((permission) =>
    hasPermission(held, permission),
  );
  return passes ? 0 : seconds * 1_000;
};

/** How long a member has to wait until they may write in a slow channel, after what they wrote there last. */
export const slowModeWaitMs = (
  community: Community,
  member: MemberId,
  channel: ChannelId,
  lastMs: number | null,
  atMs: number,
): number => {
  if (lastMs === null) return 0;
  const gapMs = slowModeGapMs(community, member, channel, atMs);
  return gapMs === 0 ? 0 : Math.max(0, lastMs + gapMs - atMs);
};
