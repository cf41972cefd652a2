/** Reads about roles and overwrites: how they stand, what a change would do, what a role sees, why a permission is held. */
import { compareStrings, unreachable } from '../../base/index.ts';
import {
  basePermissions,
  type Community,
  canAct,
  channelsOfRoles,
  dryRun,
  everyoneRole,
  isOutOfStep,
  isPrivate,
  orderBetween,
  outranks,
  overwritesAt,
  type Place,
  permissionsAt,
  permissionsOfRoles,
  rolesByRank,
  type Trial,
} from '../../governance/index.ts';
import {
  type ChannelId,
  type GovernanceOp,
  hasPermission,
  isMemberId,
  isRoleId,
  type MemberId,
  type Overwrite,
  type Permission,
  type PermissionBits,
  permissionsToNames,
  type RoleId,
} from '../../model/index.ts';
import type { Verdict } from '../people-views.ts';
import type {
  DryRunView,
  ExplanationView,
  OverwriteTarget,
  OverwriteView,
  PlacePermissionsView,
  RoleSettingsView,
  RolesEyeView,
  RolesView,
} from '../role-views.ts';
import type { CommunityCore } from './core.ts';
import { explainTo, placeName } from './explanation.ts';
import { personOf } from './people.ts';
import {
  type OverwriteEdit,
  overwritesToOps,
  type RolesChange,
  roleEdit,
  rolesChangeToOps,
} from './role-commands.ts';
import { whatWouldChange } from './what-would-change.ts';

/** A change of who may do what, that can be tried before it is saved. */
export type PermissionsChange =
  | { readonly kind: 'roles'; readonly change: RolesChange }
  | { readonly kind: 'role-deleted'; readonly role: RoleId }
  | { readonly kind: 'role-given'; readonly role: RoleId; readonly member: MemberId }
  | { readonly kind: 'role-taken'; readonly role: RoleId; readonly member: MemberId }
  | { readonly kind: 'overwrites'; readonly place: Place; readonly overwrites: readonly OverwriteEdit[] }
  /** The channel follows its category again. */
  | { readonly kind: 'synced'; readonly channel: ChannelId };

export type RoleQueries = {
  roles(): RolesView;
  /** Null for a place that isn't there. */
  placePermissions(place: Place): PlacePermissionsView | null;
  dryRun(change: PermissionsChange): DryRunView;
  /** What somebody with just these roles would see and do. */
  asRoles(roles: readonly RoleId[]): RolesEyeView;
  /** Why a permission is held or not, now or as of a moment. */
  explain(
    member: MemberId,
    permission: Permission,
    place: Place | null,
    atMs: number | null,
  ): ExplanationView;
};

const hidesFrom = (community: Community, place: Place): boolean => {
  if ('channel' in place) return isPrivate(community, place.channel);
  if (!hasPermission(community.everyone, 'viewChannel')) return true;
  const overwrites = overwritesAt(community, place)?.overwrites.values() ?? [];
  return [...overwrites].some(({ deny }) => hasPermission(deny, 'viewChannel'));
};

/** Whom an overwrite names; null for who is gone. */
const toTarget = (community: Community, { kind, id }: Overwrite['target']): OverwriteTarget | null => {
  if (kind === 'member') return isMemberId(id) && community.members.has(id) ? { kind, id } : null;
  if (id === everyoneRole(community.id)) return { kind: 'everyone' };
  return isRoleId(id) && community.roles.has(id) ? { kind, id } : null;
};

const targetRank = { everyone: 0, role: 1, member: 2 } as const;

const toOps = (community: Community, change: PermissionsChange): readonly Trial[] => {
  switch (change.kind) {
    case 'roles':
      return rolesChangeToOps(community, change.change);
    case 'role-deleted':
      return [roleEdit(change.role, { deleted: true })];
    case 'role-given':
      return [{ type: 'roleGranted', member: change.member, role: change.role }];
    case 'role-taken':
      return [{ type: 'roleRevoked', member: change.member, role: change.role }];
    case 'overwrites':
      return overwritesToOps(community, change.place, change.overwrites);
    case 'synced':
      return [{ type: 'overwritesSynced', channel: change.channel }];
    default:
      return unreachable(change);
  }
};

export const createRoleQueries = (core: CommunityCore): RoleQueries => {
  const { governance, self, clock } = core;

  const verdictOn = (op: GovernanceOp): Verdict => {
    const allowed = canAct(governance.current(), self, op, clock.now());
    return allowed.ok ? null : (allowed.error.permission ?? allowed.error.reason);
  };

  const lockedMembers = (community: Community): readonly MemberId[] =>
    [...community.members.keys()].filter((id) => id !== self && !outranks(community, self, id));

  const createVerdict = (community: Community): Verdict =>
    verdictOn({
      type: 'roleCreated',
      name: '-',
      colour: null,
      order: orderBetween(null, rolesByRank(community).at(-1)?.order ?? null),
      permissions: 0n,
      hoist: false,
      mentionable: false,
    });

  const roles = (): RolesView => {
    const community = governance.current();
    const holders = new Map<RoleId, MemberId[]>();
    for (const member of community.members.values())
      for (const role of member.roles) holders.set(role, [...(holders.get(role) ?? []), member.id]);
    return {
      roles: rolesByRank(community).map(
        ({ id, name, colour, hoist, mentionable, permissions }): RoleSettingsView => ({
          id,
          name,
          colour,
          hoist,
          mentionable,
          permissions: permissionsToNames(permissions),
          members: holders.get(id) ?? [],
          edit: verdictOn(roleEdit(id, {})),
          give: verdictOn({ type: 'roleGranted', member: self, role: id }),
        }),
      ),
      everyone: {
        permissions: permissionsToNames(community.everyone),
        edit: verdictOn(roleEdit(null, {})),
      },
      held: permissionsToNames(basePermissions(community, self)),
      create: createVerdict(community),
      lockedMembers: lockedMembers(community),
    };
  };

  /** Whether an overwrite may be changed: judged by one that says what it says already. */
  const overwriteVerdict = (community: Community, place: Place, target: OverwriteTarget): Verdict => {
    const [op] = overwritesToOps(community, place, [{ target, ...saidOf(community, place, target) }]);
    return op === undefined ? 'unknown-target' : verdictOn(op);
  };

  const saidOf = (community: Community, place: Place, target: OverwriteTarget) => {
    const key =
      target.kind === 'everyone' ? `role:${everyoneRole(community.id)}` : `${target.kind}:${target.id}`;
    const before = overwritesAt(community, place)?.overwrites.get(key);
    const named = (bits: PermissionBits | undefined) => permissionsToNames(bits ?? 0n);
    return { allow: named(before?.allow), deny: named(before?.deny) };
  };

  const overwritesHere = (community: Community, place: Place): readonly OverwriteView[] => {
    const ranks = new Map(rolesByRank(community).map(({ id }, index) => [id, index]));
    const nameOf = (target: OverwriteTarget): string =>
      target.kind === 'member' ? personOf(community, target.id).name : '';
    const rankOf = (target: OverwriteTarget): number =>
      target.kind === 'role' ? (ranks.get(target.id) ?? 0) : 0;
    const targets = [...(overwritesAt(community, place)?.overwrites.values() ?? [])].flatMap(
      ({ target }) => toTarget(community, target) ?? [],
    );
    if (!targets.some(({ kind }) => kind === 'everyone')) targets.push({ kind: 'everyone' });
    return targets
      .sort(
        (a, b) =>
          targetRank[a.kind] - targetRank[b.kind] ||
          rankOf(a) - rankOf(b) ||
          compareStrings(nameOf(a), nameOf(b)),
      )
      .map((target) => ({
        target,
        ...saidOf(community, place, target),
        edit: overwriteVerdict(community, place, target),
      }));
  };

  const placePermissions = (place: Place): PlacePermissionsView | null => {
    const community = governance.current();
    const channel = 'channel' in place ? community.channels.get(place.channel) : undefined;
    const categoryId = 'category' in place ? place.category : (channel?.category ?? null);
    const category = categoryId === null ? undefined : community.categories.get(categoryId);
    if (channel === undefined && ('channel' in place || category === undefined)) return null;
    const strays =
      'channel' in place
        ? []
        : [...community.channels.values()].filter(
            (one) => one.category === place.category && isOutOfStep(community, one),
          );
    return {
      name: placeName(community, place),
      category: channel !== undefined && category ? { id: category.id, name: category.name } : null,
      outOfStep: channel !== undefined && isOutOfStep(community, channel),
      strays: strays
        .filter(({ id }) => hasPermission(permissionsAt(community, self, { channel: id }), 'viewChannel'))
        .map(({ id, name }) => ({ id, name })),
      private: hidesFrom(community, place),
      overwrites: overwritesHere(community, place),
      held: permissionsToNames(permissionsAt(community, self, place)),
      edit: overwriteVerdict(community, place, { kind: 'everyone' }),
      lockedRoles: [...community.roles.keys()].filter(
        (id) => overwriteVerdict(community, place, { kind: 'role', id }) !== null,
      ),
      lockedMembers: lockedMembers(community),
    };
  };

  return {
    roles,
    placePermissions,
    dryRun(change) {
      const community = governance.current();
      const run = dryRun(community, self, toOps(community, change), clock.now());
      return whatWouldChange(community, self, run);
    },
    asRoles(ids) {
      const community = governance.current();
      const held = new Set(ids);
      const channels = channelsOfRoles(community, held);
      return {
        channels,
        writable: channels.filter((channel) =>
          hasPermission(permissionsOfRoles(community, held, { channel }), 'sendMessages'),
        ),
        permissions: permissionsToNames(permissionsOfRoles(community, held)),
      };
    },
    explain(member, permission, place, atMs) {
      const community = atMs === null ? governance.current() : governance.asOf(atMs);
      const at = atMs ?? clock.now();
      return explainTo(community, member, permission, place, at);
    },
  };
};
