/** The contract's part on roles, overwrites, and what a change of them would do. */
import {
  type ChannelId,
  channelKinds,
  type DryRunView,
  type ExplanationView,
  limits,
  type PlacePermissionsView,
  paletteColours,
  permissionNames,
  type RoleId,
  type RolesEyeView,
  type RolesView,
} from '@maru/sync-core';
import { z } from 'zod';
import { categoryId, channelId, communityId, memberId, roleId } from '../ids.ts';

export const roleNameChars = 100;
/** Roles and members that a private channel is shown to from its making; more can be let in later. */
export const readersAtOnce = 200;

const permission = z.enum(permissionNames);
const permissions = z.array(permission).max(permissionNames.length).readonly();
const name = z.string().trim().min(1).max(roleNameChars);
const colour = z.enum(paletteColours);
const some = limits.opsPerEnvelope;

const place = z.union([z.object({ channel: channelId }), z.object({ category: categoryId })]);
/** Edits of roles; `role` null is what everyone may do. `order` from the highest down. */
const rolesChange = z.object({
  edits: z
    .array(
      z.object({
        role: roleId.nullable(),
        name: name.optional(),
        colour: colour.optional(),
        hoist: z.boolean().optional(),
        mentionable: z.boolean().optional(),
        permissions: permissions.optional(),
      }),
    )
    .max(some)
    .readonly(),
  order: z.array(roleId).max(some).readonly().nullable(),
});
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  z.object({ kind: z.literal('role'), id: roleId }),
  z.object({ kind: z.literal('member'), id: memberId }),
]);
const overwrites = z
  .array(z.object({ target, allow: permissions, deny: permissions }))
  .max(some)
  .readonly();

export const rolesCommands = {
  createRole: z.object({ community: communityId, name, colour: colour.nullable() }),
  saveRoles: z.object({ community: communityId, change: rolesChange }),
  deleteRole: z.object({ community: communityId, role: roleId }),
  saveOverwrites: z.object({ community: communityId, place, overwrites }),
  createPrivateChannel: z.object({
    community: communityId,
    category: categoryId.nullable(),
    kind: z.enum(channelKinds),
    name,
    topic: z.string().max(1_024),
    roles: z.array(roleId).max(readersAtOnce).readonly(),
    members: z.array(memberId).max(readersAtOnce).readonly(),
  }),
} as const;

export const rolesQueries = {
  roles: z.object({ community: communityId }),
  placePermissions: z.object({ community: communityId, place }),
  /** What a change would give and take, were it saved now. */
  dryRun: z.object({
    community: communityId,
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('roles'), change: rolesChange }),
      z.object({ kind: z.literal('role-deleted'), role: roleId }),
      z.object({ kind: z.literal('role-given'), role: roleId, member: memberId }),
      z.object({ kind: z.literal('role-taken'), role: roleId, member: memberId }),
      z.object({ kind: z.literal('overwrites'), place, overwrites }),
      z.object({ kind: z.literal('synced'), channel: channelId }),
    ]),
  }),
  /** What somebody with just these roles would see. */
  asRoles: z.object({ community: communityId, roles: z.array(roleId).max(some).readonly() }),
  /** `at` null is now. */
  explain: z.object({
    community: communityId,
    member: memberId,
    permission,
    place: place.nullable(),
    at: z.number().int().min(0).nullable(),
  }),
  /** Messages of a channel that are here and wait for their key. */
  waitingForKey: z.object({ community: communityId, channel: channelId }),
} as const;

/** Only of commands that answer with more than "done". */
export type RolesCommandOutputs = {
  createRole: { readonly role: RoleId };
  createPrivateChannel: { readonly channel: ChannelId };
};
export type RolesQueryOutputs = {
  roles: RolesView;
  placePermissions: PlacePermissionsView;
  dryRun: DryRunView;
  asRoles: RolesEyeView;
  explain: ExplanationView;
  waitingForKey: { readonly count: number };
};
