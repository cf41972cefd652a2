/** What an operation that counts changes. Judgement came before; nothing is refused here. */
import { unreachable } from '../base/index.ts';
import { type NewEpoch, opToEpochId } from '../crypto/index.ts';
import {
  type GovernanceOp,
  type MemberId,
  type OperationOf,
  type OpId,
  type Overwrite,
  opToCategoryId,
  opToChannelId,
  opToRoleId,
  type RoleId,
} from '../model/index.ts';
import { overwriteKey } from './access.ts';
import { cutKey } from './cuts.ts';
import type { Draft } from './draft.ts';
import type { Node } from './graph.ts';
import type { Member, Overwrites, Removal } from './types.ts';

/** The act: who did it, in which envelope, as which operation. */
export type Act = { readonly id: OpId; readonly by: MemberId; readonly node: Node };

const openEpoch = (draft: Draft, act: Act, opened: NewEpoch): void =>
  draft.epochs.push({
    id: opToEpochId(act.id),
    opened,
    commitment: opened.commitment,
    by: act.by,
    removals: draft.endedMemberships(),
  });

export const applyJoin = (draft: Draft, act: Act, op: OperationOf<'memberJoined'>): void => {
  const { certificate, name, colour, invite } = op;
  const { member: id, device, agreementKey } = certificate;
  const known = draft.live.members.get(id);
  const used = known === undefined && invite !== null ? draft.live.invites.get(invite.id) : undefined;
  if (used !== undefined) draft.invites.edit().set(used.id, { ...used, uses: used.uses + 1 });
  const member: Member = known ?? {
    id,
    name,
    colour,
    membership: act.id,
    joinedAt: act.node.envelope.content.time.ms,
    roles: new Set(used?.roles.filter((role) => draft.live.roles.has(role)) ?? []),
  };
  if (known === undefined) draft.members.edit().set(id, member);
  draft.devices.edit().set(device, { id: device, member: id, membership: member.membership, agreementKey });
};

/** Ends a membership. `former` is who they were when the remover acted; null for a ban of a stranger. */
export const applyRemoval = (
  draft: Draft,
  act: Act,
  op: OperationOf<'memberRemoved'>,
  former: Member | null,
): Removal => {
  const { envelope } = act.node;
  const at = envelope.content.time.ms;
  const cuts = new Map<string, number>();
  for (const { stream, cut } of op.cuts) {
    const key = cutKey(stream, cut.log);
    cuts.set(key, Math.min(cut.length, cuts.get(key) ?? cut.length));
  }
  const removal: Removal = {
    op: act.id,
    envelope: envelope.hash,
    member: op.member,
    by: act.by,
    ban: op.ban,
    reason: op.reason,
    at,
    cuts,
    former,
  };
  const earlier = draft.live.removals.get(op.member) ?? [];
  draft.removals.edit().set(op.member, [...earlier, removal]);
  if (former !== null) draft.noteEndedMembership();
  if (draft.live.members.has(op.member)) draft.members.edit().delete(op.member);
  if (op.ban && !draft.live.bans.has(op.member))
    draft.bans.edit().set(op.member, { by: act.by, reason: op.reason, at });
  if (op.epoch !== null) openEpoch(draft, act, op.epoch);
  return removal;
};

const withOverwrite = (overwrites: Overwrites, op: OperationOf<'overwriteSet'>['overwrite']): Overwrites => {
  const target: Overwrite['target'] = { kind: op.target.type, id: op.target.id };
  const next = new Map(overwrites);
  if (op.allow === 0n && op.deny === 0n) next.delete(overwriteKey(target));
  else next.set(overwriteKey(target), { target, allow: op.allow, deny: op.deny });
  return next;
};

const setOverwrite = (draft: Draft, op: OperationOf<'overwriteSet'>): void => {
  if (op.place.type === 'channel') {
    const channel = draft.live.channels.get(op.place.id);
    if (channel === undefined) return;
    const overwrites = withOverwrite(channel.overwrites, op.overwrite);
    draft.channels.edit().set(channel.id, { ...channel, overwrites });
  } else {
    const category = draft.live.categories.get(op.place.id);
    if (category === undefined) return;
    const overwrites = withOverwrite(category.overwrites, op.overwrite);
    draft.categories.edit().set(category.id, { ...category, overwrites });
  }
};

const editCategory = (draft: Draft, op: OperationOf<'categoryEdited'>): void => {
  const category = draft.live.categories.get(op.category);
  if (category === undefined) return;
  if (op.deleted === true) {
    draft.categories.edit().delete(category.id);
    for (const channel of draft.live.channels.values())
      if (channel.category === category.id)
        draft.channels.edit().set(channel.id, { ...channel, category: null });
    return;
  }
  const next = { ...category, name: op.name ?? category.name, order: op.order ?? category.order };
  draft.categories.edit().set(category.id, next);
};

const editChannel = (draft: Draft, op: OperationOf<'channelEdited'>): void => {
  const channel = draft.live.channels.get(op.channel);
  if (channel === undefined) return;
  if (op.deleted === true) {
    draft.channels.edit().delete(channel.id);
    return;
  }
  const named = { ...channel, name: op.name ?? channel.name, topic: op.topic ?? channel.topic };
  draft.channels.edit().set(channel.id, op.place === null ? named : { ...named, ...op.place });
};

/** A deleted role leaves no trace: nobody holds it, no overwrite names it. */
const deleteRole = (draft: Draft, id: RoleId): void => {
  draft.roles.edit().delete(id);
  for (const member of draft.live.members.values())
    if (member.roles.has(id)) setRole(draft, member.id, id, false);
  const key = overwriteKey({ kind: 'role', id });
  const without = (overwrites: Overwrites): Overwrites =>
    new Map([...overwrites].filter(([target]) => target !== key));
  for (const channel of draft.live.channels.values())
    if (channel.overwrites.has(key))
      draft.channels.edit().set(channel.id, { ...channel, overwrites: without(channel.overwrites) });
  for (const category of draft.live.categories.values())
    if (category.overwrites.has(key))
      draft.categories.edit().set(category.id, { ...category, overwrites: without(category.overwrites) });
};

const editRole = (draft: Draft, op: OperationOf<'roleEdited'>): void => {
  if (op.role === null) {
    if (op.permissions !== null) draft.set({ everyone: op.permissions });
    return;
  }
  const role = draft.live.roles.get(op.role);
  if (role === undefined) return;
  if (op.deleted === true) {
    deleteRole(draft, role.id);
    return;
  }
  draft.roles.edit().set(role.id, {
    id: role.id,
    name: op.name ?? role.name,
    colour: op.colour ?? role.colour,
    order: op.order ?? role.order,
    permissions: op.permissions ?? role.permissions,
    hoist: op.hoist ?? role.hoist,
    mentionable: op.mentionable ?? role.mentionable,
  });
};

function setRole(draft: Draft, id: MemberId, role: RoleId, held: boolean): void {
  const member = draft.live.members.get(id);
  if (member === undefined || member.roles.has(role) === held) return;
  const roles = new Set(member.roles);
  if (held) roles.add(role);
  else roles.delete(role);
  draft.members.edit().set(id, { ...member, roles });
}

type Plain = Exclude<GovernanceOp, { readonly type: 'genesis' | 'memberJoined' | 'memberRemoved' }>;

export const applyPlain = (draft: Draft, act: Act, op: Plain): void => {
  switch (op.type) {
    case 'communityEdited': {
      const { name, description } = draft.live;
      draft.set({ name: op.name ?? name, description: op.description ?? description });
      return;
    }
    case 'categoryCreated': {
      const id = opToCategoryId(act.id);
      draft.categories.edit().set(id, { id, name: op.name, order: op.order, overwrites: new Map() });
      return;
    }
    case 'categoryEdited':
      editCategory(draft, op);
      return;
    case 'channelCreated': {
      const { kind, name, topic, category, order } = op;
      const id = opToChannelId(act.id);
      draft.channels.edit().set(id, { id, kind, name, topic, category, order, overwrites: new Map() });
      return;
    }
    case 'channelEdited':
      editChannel(draft, op);
      return;
    case 'roleCreated': {
      const { name, colour, order, permissions, hoist, mentionable } = op;
      const id = opToRoleId(act.id);
      draft.roles.edit().set(id, { id, name, colour, order, permissions, hoist, mentionable });
      return;
    }
    case 'roleEdited':
      editRole(draft, op);
      return;
    case 'roleGranted':
    case 'roleRevoked':
      setRole(draft, op.member, op.role, op.type === 'roleGranted');
      return;
    case 'overwriteSet':
      setOverwrite(draft, op);
      return;
    case 'inviteCreated': {
      const { invite: id, agreementKey, expiresAt, maxUses, roles } = op;
      const invite = { id, by: act.by, agreementKey, expiresAt, maxUses, uses: 0, roles, revoked: false };
      draft.invites.edit().set(id, invite);
      return;
    }
    case 'inviteRevoked': {
      const invite = draft.live.invites.get(op.invite);
      if (invite !== undefined) draft.invites.edit().set(op.invite, { ...invite, revoked: true });
      return;
    }
    case 'memberUnbanned':
      draft.bans.edit().delete(op.member);
      return;
    case 'profileEdited': {
      const member = draft.live.members.get(act.by);
      if (member !== undefined)
        draft.members.edit().set(act.by, { ...member, name: op.name, colour: op.colour });
      return;
    }
    case 'epochOpened':
      openEpoch(draft, act, op);
      return;
    default:
      unreachable(op);
  }
};
