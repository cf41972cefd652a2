/** How the own person stands in a community, and why an invite did not let them in [P19]. */
import { unreachable } from '../../base/index.ts';
import { type Community, isAdmitted, refuseInvite } from '../../governance/index.ts';
import type { DeviceId, InviteId, MemberId } from '../../model/index.ts';
import type { JoinRefusal, MembershipView } from '../views.ts';

/** How many memberships of this person have ended. */
export const removalsOf = (community: Community, member: MemberId): number =>
  community.removals.get(member)?.filter(({ former }) => former !== null).length ?? 0;

const refused = (reason: JoinRefusal): MembershipView => ({ kind: 'refused', reason });
const pending: MembershipView = { kind: 'pending' };

type Held = { readonly invite: InviteId; readonly removals: number };

export type Standing = {
  readonly community: Community;
  readonly self: MemberId;
  readonly device: DeviceId;
  readonly nowMs: number;
  /** All that anyone in reach holds is here, so an invite that governance doesn't know isn't just late. */
  readonly caughtUp: boolean;
};

/** Judged by the governance that is here, as the join itself is by everyone. */
export const membershipOf = (
  { community, self, device, nowMs, caughtUp }: Standing,
  heldInvite: () => Held | null,
): MembershipView => {
  if (isAdmitted(community, self, device)) return { kind: 'member' };
  const held = heldInvite();
  const banned = community.bans.has(self);
  if (banned || removalsOf(community, self) > (held?.removals ?? 0)) return { kind: 'removed', banned };
  // A further device of a member comes in by its certificate, whatever became of the invite.
  if (!community.founded || community.members.has(self)) return pending;
  const refusal = refuseInvite(community, held?.invite ?? null, nowMs);
  switch (refusal) {
    case null:
      return pending;
    case 'no-invite':
      return refused('unknown');
    case 'unknown-invite':
      return caughtUp ? refused('unknown') : pending;
    case 'invite-paused':
      // It may go on again: the join waits, as for one that isn't known yet.
      return pending;
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
