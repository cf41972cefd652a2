/**
 * Roles, what they may do, and what a category or channel overrides [T12]. Edits that belong together are one
 * envelope, judged before it is written: all of it counts or nothing is written. Whoever loses or gains sight of
 * a private channel by it changes its audience, and the keys follow in the same commit [T13].
 */
import { ok, toWellFormed, unreachable } from '../../base/index.ts';
import {
  type Community,
  everyoneRole,
  inOrder,
  orderBetween,
  overwriteKey,
  overwritesAt,
  type Place,
  rehearse,
  rehearsedId,
  type Trial,
} from '../../governance/index.ts';
import {
  allPermissions,
  type CategoryId,
  type ChannelId,
  type ChannelKind,
  governanceStream,
  isMemberId,
  isRoleId,
  limits,
  type MemberId,
  type OperationOf,
  type OpId,
  type Overwrite,
  opToChannelId,
  opToRoleId,
  type PaletteColour,
  type Permission,
  permissionsOf,
  type RoleId,
} from '../../model/index.ts';
import { notAllowed, notFound, type Outcome, tooLong } from '../errors.ts';
import type { OverwriteTarget } from '../role-views.ts';
import { type ActingDeps, createActing, lastOrder } from './acting.ts';
import type { Changes } from './changes.ts';
import type { KeyCare } from './key-care.ts';
import { ordersOf } from './role-order.ts';

type Done = Outcome<Record<string, never>>;

/** What changes of one role; `role` null is what everyone may do. */
export type RoleEdit = {
  readonly role: RoleId | null;
  readonly name?: string | undefined;
  readonly colour?: PaletteColour | undefined;
  readonly hoist?: boolean | undefined;
  readonly mentionable?: boolean | undefined;
  readonly permissions?: readonly Permission[] | undefined;
};
/** Edits of roles, and the roles in order from the highest down where that changed. */
export type RolesChange = { readonly edits: readonly RoleEdit[]; readonly order: readonly RoleId[] | null };

/** Empty on both sides: what the roles say holds again. */
export type OverwriteEdit = {
  readonly target: OverwriteTarget;
  readonly allow: readonly Permission[];
  readonly deny: readonly Permission[];
};

export type RoleCommands = {
  /** Below all others, allowing nothing yet. */
  createRole(role: {
    readonly name: string;
    readonly colour: PaletteColour | null;
  }): Promise<Outcome<{ readonly role: RoleId }>>;
  saveRoles(change: RolesChange): Promise<Done>;
  deleteRole(role: RoleId): Promise<Done>;
  saveOverwrites(place: Place, overwrites: readonly OverwriteEdit[]): Promise<Done>;
  /** A channel that only these roles and members see, and the own person; its keys are theirs alone. */
  createPrivateChannel(channel: {
    readonly category: CategoryId | null;
    readonly kind: ChannelKind;
    readonly name: string;
    readonly topic: string;
    readonly roles: readonly RoleId[];
    readonly members: readonly MemberId[];
  }): Promise<Outcome<{ readonly channel: ChannelId }>>;
};

export type RoleCommandsDeps = ActingDeps & { readonly keyCare: KeyCare };

type Rehearsed = Parameters<typeof rehearse>[2][number];
type Row = (idOf: (index: number) => OpId) => readonly Rehearsed[];

/** An edit that leaves alone what it doesn't name. */
export const roleEdit = (
  role: RoleId | null,
  change: Partial<OperationOf<'roleEdited'>>,
): OperationOf<'roleEdited'> => ({
  type: 'roleEdited',
  role,
  name: null,
  colour: null,
  order: null,
  permissions: null,
  hoist: null,
  mentionable: null,
  deleted: null,
  ...change,
});

/** Bits of permissions that this version doesn't know: they stay as they are. */
const unknownIn = (bits: bigint | undefined): bigint => (bits ?? 0n) & ~allPermissions;
const heldBy = (community: Community, role: RoleId | null): bigint | undefined =>
  role === null ? community.everyone : community.roles.get(role)?.permissions;

/** The operations of an edit, one a role. */
export const rolesChangeToOps = (community: Community, { edits, order }: RolesChange): readonly Trial[] => {
  const orders =
    order === null ? new Map<string, string>() : ordersOf(community.roles.values(), [...order].reverse());
  const edited = new Map(edits.map((edit) => [edit.role, edit]));
  const roles = new Set<RoleId | null>([
    ...edited.keys(),
    ...[...community.roles.keys()].filter((id) => orders.has(id)),
  ]);
  return [...roles].map((role) => {
    const { name, colour, hoist, mentionable, permissions } = edited.get(role) ?? {};
    return roleEdit(role, {
      name: name === undefined ? null : toWellFormed(name),
      colour: colour ?? null,
      hoist: hoist ?? null,
      mentionable: mentionable ?? null,
      permissions:
        permissions === undefined ? null : permissionsOf(...permissions) | unknownIn(heldBy(community, role)),
      order: role === null ? null : (orders.get(role) ?? null),
    });
  });
};

type WrittenTarget = OperationOf<'overwriteSet'>['overwrite']['target'];
/** Null for a target that no operation can name. */
const overwriteTarget = (id: Overwrite['target']['id']): WrittenTarget | null => {
  if (isRoleId(id)) return { type: 'role', id };
  return isMemberId(id) ? { type: 'member', id } : null;
};
const targetToOp = (community: Community, target: OverwriteTarget): WrittenTarget => {
  switch (target.kind) {
    case 'everyone':
      return { type: 'role', id: everyoneRole(community.id) };
    case 'role':
      return { type: 'role', id: target.id };
    case 'member':
      return { type: 'member', id: target.id };
    default:
      return unreachable(target);
  }
};

const overwriteOp = (
  community: Community,
  place: Place,
  { target, allow, deny }: OverwriteEdit,
): OperationOf<'overwriteSet'> => {
  const named = targetToOp(community, target);
  const key = overwriteKey({ kind: named.type, id: named.id });
  const before = overwritesAt(community, place)?.overwrites.get(key);
  return {
    type: 'overwriteSet',
    place:
      'channel' in place ? { type: 'channel', id: place.channel } : { type: 'category', id: place.category },
    overwrite: {
      target: named,
      allow: permissionsOf(...allow) | unknownIn(before?.allow),
      deny: permissionsOf(...deny) | unknownIn(before?.deny),
    },
  };
};

export const overwritesToOps = (
  community: Community,
  place: Place,
  overwrites: readonly OverwriteEdit[],
): readonly Trial[] => overwrites.map((edit) => overwriteOp(community, place, edit));

/**
 * A channel starts with a copy of what its category lets people do: of it what lets anybody but `readers` see goes,
 * and everyone else's sight is denied by itself.
 */
const unseenBy = (
  community: Community,
  { channel, category }: { readonly channel: ChannelId; readonly category: CategoryId | null },
  readers: readonly OperationOf<'overwriteSet'>[],
): readonly OperationOf<'overwriteSet'>[] => {
  const view = permissionsOf('viewChannel');
  const chosen = new Set<string>(readers.map(({ overwrite }) => overwrite.target.id));
  const inherited = category === null ? undefined : community.categories.get(category)?.overwrites.values();
  return [...(inherited ?? [])].flatMap(({ target: { id }, allow, deny }) => {
    const target = overwriteTarget(id);
    if (target === null || (allow & view) === 0n || chosen.has(id) || id === everyoneRole(community.id))
      return [];
    const overwrite = { target, allow: allow & ~view, deny };
    return [{ type: 'overwriteSet', place: { type: 'channel', id: channel }, overwrite } as const];
  });
};

const lowestOrder = (community: Community): string =>
  orderBetween(null, inOrder(community.roles.values())[0]?.order ?? null);

export const createRoleCommands = (deps: RoleCommandsDeps): RoleCommands => {
  const { core, keyCare } = deps;
  const { governance, self, clock } = core;
  const { commit, write } = createActing(deps);

  /** Writes a row as one envelope, once all of it would count; the audiences that it changed get their keys. */
  const together = (row: Row, changes: Changes): Outcome<readonly OpId[]> => {
    const ops = row(rehearsedId);
    if (ops.length === 0) return ok([]);
    if (ops.length > limits.opsPerEnvelope) return tooLong(limits.envelopeBodyBytes);
    const tried = rehearse(governance.current(), self, ops, clock.now());
    if (!tried.ok) return notAllowed(tried.error.permission ?? tried.error.reason);
    const written = write(governanceStream, row, changes);
    if (written.ok) keyCare.tend(changes);
    return written;
  };
  const save = (toOps: (community: Community) => readonly Rehearsed[]): Promise<Done> =>
    commit((changes) => {
      const ops = toOps(governance.current());
      const written = together(() => ops, changes);
      return written.ok ? ok({}) : written;
    });

  const isHere = (place: Place): boolean =>
    'channel' in place
      ? governance.current().channels.has(place.channel)
      : governance.current().categories.has(place.category);

  return {
    createRole: ({ name, colour }) =>
      commit((changes) => {
        const made = together(
          () => [
            {
              type: 'roleCreated',
              name: toWellFormed(name),
              colour,
              order: lowestOrder(governance.current()),
              permissions: 0n,
              hoist: false,
              mentionable: false,
            },
          ],
          changes,
        );
        if (!made.ok) return made;
        const [id] = made.value;
        return id === undefined ? notFound : ok({ role: opToRoleId(id) });
      }),
    saveRoles: (change) => save((community) => rolesChangeToOps(community, change)),
    deleteRole: (role) => save(() => [roleEdit(role, { deleted: true })]),
    saveOverwrites: async (place, overwrites) =>
      isHere(place) ? save((community) => overwritesToOps(community, place, overwrites)) : notFound,
    createPrivateChannel: ({ roles, members, ...wanted }) =>
      commit((changes) => {
        const state = governance.current();
        const siblings = [...state.channels.values()].filter(({ category }) => category === wanted.category);
        const order = lastOrder(siblings);
        const made = together((idOf) => {
          const channel = opToChannelId(idOf(0));
          const readers: readonly OverwriteTarget[] = [
            ...[...new Set([self, ...members])].map((id) => ({ kind: 'member', id }) as const),
            ...[...new Set(roles)].map((id) => ({ kind: 'role', id }) as const),
          ];
          const shown = readers.map((target) =>
            overwriteOp(state, { channel }, { target, allow: ['viewChannel'], deny: [] }),
          );
          return [
            { type: 'channelCreated', ...wanted, order },
            ...shown,
            ...unseenBy(state, { channel, category: wanted.category }, shown),
            overwriteOp(
              state,
              { channel },
              { target: { kind: 'everyone' }, allow: [], deny: ['viewChannel'] },
            ),
          ];
        }, changes);
        if (!made.ok) return made;
        const [id] = made.value;
        if (id === undefined) return notFound;
        return ok({ channel: opToChannelId(id) });
      }),
  };
};
