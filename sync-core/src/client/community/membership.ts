/** How the own person stands in a community, and why an invite did not let them in [P19]. */
import { unreachable } from '../../base/index.ts';
import { type Community, isAdmitted, refuseInvite } from '../../governance/index.ts';
import { type DeviceId, type InviteId, limits, type MemberId } from '../../model/index.ts';
import type { JoinRefusal, MembershipView } from '../views.ts';
import { personOf } from './people.ts';

/** How many memberships of this person have ended. */
export const removalsOf = (community: Community, member: MemberId): number =>
  community.removals.get(member)?.filter(({ former }) => former !== null).length ?? 0;

const refused = (reason: JoinRefusal): MembershipView => ({ kind: 'refused', reason });
const pending: MembershipView = { kind: 'pending' };

/** By whom and why, as far as that is known; who left went by their own word. */
const removedView = (community: Community, self: MemberId, banned: boolean): MembershipView => {
  const last = community.removals.get(self)?.at(-1);
  const ban = community.bans.get(self);
  const { by, reason } = (banned ? ban : last) ?? { by: self, reason: '' };
  return { kind: 'removed', banned, by: by === self ? null : personOf(community, by).name, reason };
};

type Held = { readonly invite: InviteId; readonly removals: number };

export type Standing = {
  readonly community: Community;
  readonly self: MemberId;
  readonly device: DeviceId;
  readonly nowMs: number;
  /** All that anyone in reach holds is here, so an invite that governance doesn't know isn't just late. */
  readonly caughtUp: boolean;
};

/** From when on one may ask once more by the invite that is held; null where it lets nobody ask any more. */
const askAgainAt = (community: Community, held: Held | null, nowMs: number, from: number): number | null =>
  refuseInvite(community, held?.invite ?? null, nowMs) === null ? from : null;

/** What became of a request to come in; null where none was made, or another invite was taken since. */
const requestOf = ({ community, self, nowMs }: Standing, held: Held | null): MembershipView | null => {
  const asked = community.applicants.get(self);
  if (asked !== undefined && asked.invite === held?.invite)
    return { kind: 'waiting', name: asked.name, since: asked.at };
  const declined = community.declined.get(self);
  if (declined === undefined || declined.invite !== held?.invite) return null;
  const { by, reason, at } = declined;
  if (by === self) return { kind: 'withdrawn', askAgainAt: askAgainAt(community, held, nowMs, at) };
  return {
    kind: 'declined',
    by: personOf(community, by).name,
    reason,
    at,
    askAgainAt: askAgainAt(community, held, nowMs, at + limits.askAgainMs),
  };
};

/** Judged by the governance that is here, as the join itself is by everyone. */
export const membershipOf = (standing: Standing, heldInvite: () => Held | null): MembershipView => {
  const { community, self, device, nowMs, caughtUp } = standing;
  if (isAdmitted(community, self, device)) return { kind: 'member' };
  if (community.members.has(self) && community.devices.get(device)?.removed != null)
    return { kind: 'device-removed' };
  const held = heldInvite();
  const banned = community.bans.has(self);
  if (banned || removalsOf(community, self) > (held?.removals ?? 0))
    return removedView(community, self, banned);
  // A further device of a member comes in by its certificate, whatever became of the invite.
  if (!community.founded || community.members.has(self)) return pending;
  const request = requestOf(standing, held);
  if (request !== null) return request;
  const refusal = refuseInvite(community, held?.invite ?? null, nowMs);
  switch (refusal) {
    case null:
      return pending;
    case 'no-invite':
      return refused('unknown');
    case 'unknown-invite':
      return caughtUp ? refused('unknown') : pending;
    case 'invite-paused':
      // It may go on again: the join waits for that.
      return refused('paused');
    case 'invite-revoked':
      return refused('revoked');
    case 'invite-expired':
      return refused('expired');
    case 'invite-used-up':
      return refused('used-up');
    default:
      return unreachable(refusal);
  }
};
