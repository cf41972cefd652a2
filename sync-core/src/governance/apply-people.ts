/** What operations on people change: coming in, going, what binds them, and the owner's office. */
import { limits, type MemberId, type OperationOf, type RoleId } from '../model/index.ts';
import { absenceMs, standingVotes } from './act-office.ts';
import type { Act } from './apply.ts';
import { putDevice } from './apply-devices.ts';
import { cutsToMap } from './cuts.ts';
import type { Draft } from './draft.ts';
import { openEpoch } from './epoch-record.ts';
import type { Applicant, Binding, BindingEffect, Invite, Member, Removal } from './types.ts';

const rolesOf = (draft: Draft, invite: Invite | undefined): ReadonlySet<RoleId> =>
  new Set(invite?.roles.filter((role) => draft.live.roles.has(role)) ?? []);

/** Who leaves and comes back is timed out as before. */
const timeoutOf = (draft: Draft, id: MemberId): Member['timeout'] =>
  draft.live.removals.get(id)?.findLast(({ former }) => former !== null)?.former?.timeout ?? null;

const admit = (
  draft: Draft,
  applicant: Omit<Applicant, 'invite'>,
  invite: Invite | undefined,
  at: number,
) => {
  const { id, name, colour, request, device, agreementKey } = applicant;
  const member: Member = {
    id,
    name,
    colour,
    membership: request,
    invite: invite?.id ?? null,
    joinedAt: at,
    roles: rolesOf(draft, invite),
    timeout: timeoutOf(draft, id),
    owesRules: draft.live.rules !== null && id !== draft.live.owner,
  };
  draft.members.edit().set(id, member);
  putDevice(draft, { id: device, member: id, membership: request, agreementKey, addedAt: at });
};

export const applyJoin = (draft: Draft, act: Act, op: OperationOf<'memberJoined'>): void => {
  const { certificate, name, colour, invite } = op;
  const { member: id, device, agreementKey } = certificate;
  const known = draft.live.members.get(id);
  if (known !== undefined) {
    const { membership } = known;
    putDevice(draft, { id: device, member: id, membership, agreementKey, addedAt: act.at });
    return;
  }
  const used = invite === null ? undefined : draft.live.invites.get(invite.id);
  const applicant = { id, request: act.id, name, colour, device, agreementKey, at: act.at };
  const asked = draft.live.applicants.get(id);
  if (draft.live.declined.has(id)) draft.declined.edit().delete(id);
  // Asking again by the same invite is the same use of it.
  if (used !== undefined && asked?.invite !== used.id)
    draft.invites.edit().set(used.id, { ...used, uses: used.uses + 1 });
  if (used?.approval === true && id !== draft.live.owner) {
    draft.applicants.edit().set(id, { ...applicant, invite: used.id });
    return;
  }
  if (asked !== undefined) draft.applicants.edit().delete(id);
  admit(draft, applicant, used, act.at);
};

export const answerJoin = (draft: Draft, act: Act, op: OperationOf<'joinAnswered'>): void => {
  const applicant = draft.live.applicants.get(op.member);
  if (applicant === undefined) return;
  draft.applicants.edit().delete(op.member);
  if (op.approved) admit(draft, applicant, draft.live.invites.get(applicant.invite), act.at);
  else {
    const { invite } = applicant;
    draft.declined.edit().set(op.member, { by: act.by, reason: op.reason, at: act.at, invite });
  }
};

/** Ends a membership. `former` is who they were when the remover acted; null for a ban of a stranger. */
export const applyRemoval = (
  draft: Draft,
  act: Act,
  op: OperationOf<'memberRemoved'>,
  former: Member | null,
): Removal => {
  const { ban, reason } = op;
  const cuts = cutsToMap(op.cuts);
  const removal: Removal = {
    op: act.id,
    envelope: act.envelope,
    member: op.member,
    by: act.by,
    ban,
    reason,
    at: act.at,
    cuts,
    former,
  };
  const earlier = draft.live.removals.get(op.member) ?? [];
  draft.removals.edit().set(op.member, [...earlier, removal]);
  if (former !== null) draft.noteEnding();
  if (draft.live.members.has(op.member)) draft.members.edit().delete(op.member);
  if (draft.live.applicants.has(op.member)) draft.applicants.edit().delete(op.member);
  if (ban && !draft.live.bans.has(op.member))
    draft.bans.edit().set(op.member, { by: act.by, reason, at: act.at });
  if (op.epoch !== null) openEpoch(draft, act, null, op.epoch);
  return removal;
};

/** The operation as it binds what its members wrote unseen; null for one that binds nobody. */
export const bind = (
  draft: Draft,
  act: Act,
  op: OperationOf<'roleWithdrawn' | 'memberTimedOut' | 'actsReverted'>,
): Binding => {
  const effect: BindingEffect =
    op.type === 'roleWithdrawn'
      ? { kind: 'without-role', role: op.role }
      : op.type === 'memberTimedOut'
        ? { kind: 'timed-out', from: act.at - limits.purgeMs, until: op.until }
        : { kind: 'reverted' };
  const members = op.type === 'actsReverted' ? [...new Set(op.members)].sort() : [op.member];
  const binding: Binding = {
    op: act.id,
    envelope: act.envelope,
    members,
    by: act.by,
    cuts: cutsToMap(op.cuts),
    effect,
  };
  for (const member of members)
    draft.bindings.edit().set(member, [...(draft.live.bindings.get(member) ?? []), binding]);
  return binding;
};

export const setRole = (draft: Draft, id: MemberId, role: RoleId, held: boolean): void => {
  const member = draft.live.members.get(id);
  if (member === undefined || member.roles.has(role) === held) return;
  const roles = new Set(member.roles);
  if (held) roles.add(role);
  else roles.delete(role);
  draft.members.edit().set(id, { ...member, roles });
};

export const editMember = (draft: Draft, id: MemberId, change: Partial<Member>): void => {
  const member = draft.live.members.get(id);
  if (member !== undefined) draft.members.edit().set(id, { ...member, ...change });
};

export const timeOut = (draft: Draft, act: Act, op: OperationOf<'memberTimedOut'>): void => {
  const { until, reason } = op;
  editMember(draft, op.member, { timeout: { op: act.id, by: act.by, until, reason } });
};

/** What was written unseen from here on counts again. */
export const liftTimeout = (draft: Draft, act: Act, op: OperationOf<'timeoutLifted'>): void => {
  editMember(draft, op.member, { timeout: null });
  const bindings = draft.live.bindings.get(op.member) ?? [];
  const lifted = bindings.map(
    (binding): Binding =>
      binding.effect.kind === 'timed-out'
        ? { ...binding, effect: { ...binding.effect, until: Math.min(binding.effect.until, act.at) } }
        : binding,
  );
  draft.bindings.edit().set(op.member, lifted);
};

export const revertActs = (draft: Draft, act: Act, op: OperationOf<'actsReverted'>): void => {
  const { since, reason } = op;
  const members = [...new Set(op.members)].sort();
  const revert = { op: act.id, by: act.by, at: act.at, members, since, reason, undone: null };
  draft.reverts.edit().set(act.id, revert);
};

export const undoRevert = (draft: Draft, act: Act, op: OperationOf<'revertUndone'>): void => {
  const revert = draft.live.reverts.get(op.revert);
  if (revert === undefined) return;
  draft.reverts.edit().set(op.revert, { ...revert, undone: { op: act.id, by: act.by, at: act.at } });
};

export const purgeMessages = (draft: Draft, act: Act, op: OperationOf<'messagesPurged'>): void => {
  const purge = { op: act.id, by: act.by, since: op.since, at: act.at };
  draft.purges.edit().set(op.member, [...(draft.live.purges.get(op.member) ?? []), purge]);
};

const passOffice = (draft: Draft, to: MemberId, at: number): void => {
  // Who holds all owes nothing.
  editMember(draft, to, { timeout: null, owesRules: false });
  draft.set({ owner: to, ownerSeenAt: at, successionVotes: new Map() });
};

export const transferOwnership = (draft: Draft, act: Act, op: OperationOf<'ownershipTransferred'>): void =>
  passOffice(draft, op.to, act.at);

export const voteForSuccessor = (draft: Draft, act: Act, op: OperationOf<'successionVoted'>): void => {
  const { owner, succession, successionVotes } = draft.live;
  if (owner === null || succession === null) return;
  const vote = { op: act.id, successor: op.successor, at: act.at };
  draft.set({ successionVotes: new Map(successionVotes).set(act.by, vote) });
  const votes = [...standingVotes(draft.live, op.successor)].sort((a, b) => a - b);
  if (votes.length < succession.votes) return;
  const absentMs = absenceMs(succession.absentDays);
  draft.successions.push({ from: owner, to: op.successor, at: act.at, absentMs, votes });
  passOffice(draft, op.successor, act.at);
};
