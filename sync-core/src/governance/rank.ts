/** Who stands above whom [T12]: the owner above all, then by highest role, members without a role last. */
import { compareStrings } from '../base/index.ts';
import type { MemberId } from '../model/index.ts';
import { compareOrder } from './order.ts';
import type { Community, Member, Role } from './types.ts';

/** A member's highest role, or null. */
export const highestRole = (community: Community, member: Member | undefined): Role | null => {
  let highest: Role | null = null;
  for (const id of member?.roles ?? []) {
    const role = community.roles.get(id);
    if (role !== undefined && (highest === null || compareOrder(role, highest) > 0)) highest = role;
  }
  return highest;
};

export type Rank = { readonly owner: boolean; readonly role: Role | null };

export const rankOf = (community: Community, id: MemberId, member: Member | undefined): Rank => ({
  owner: community.owner === id,
  role: highestRole(community, member),
});

/** Positive when `a` stands above `b`. */
export const compareRanks = (a: Rank, b: Rank): number => {
  if (a.owner !== b.owner) return a.owner ? 1 : -1;
  if (a.role === null || b.role === null) return Number(a.role !== null) - Number(b.role !== null);
  return compareOrder(a.role, b.role);
};

/** Whether `actor` may act on `target`: strictly below, never the owner. */
export const outranks = (community: Community, actor: MemberId, target: MemberId): boolean =>
  compareRanks(
    rankOf(community, actor, community.members.get(actor)),
    rankOf(community, target, community.members.get(target)),
  ) > 0;

/** Whether a role at `order` would stand strictly below all that `actor` has. */
export const isBelow = (community: Community, actor: MemberId, order: string): boolean => {
  if (community.owner === actor) return true;
  const own = highestRole(community, community.members.get(actor));
  return own !== null && compareStrings(order, own.order) < 0;
};

export const isRoleBelow = (community: Community, actor: MemberId, role: Role): boolean => {
  if (community.owner === actor) return true;
  const own = highestRole(community, community.members.get(actor));
  return own !== null && compareOrder(role, own) < 0;
};
