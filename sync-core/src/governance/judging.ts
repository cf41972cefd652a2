/** What the checks of acts share: the case that is judged, refusals, and the grounds on which one is allowed. */
import { hasPermission, type MemberId, type Permission, type PermissionBits } from '../model/index.ts';
import { basePermissions, permissionsAt } from './access.ts';
import { isBelow, isRoleBelow, outranks } from './rank.ts';
import type { Community, GovernanceRefusal, Place, Role } from './types.ts';

/** `permission` is the one that is missing, when that is the reason. */
export type ActRefusal = { readonly reason: GovernanceRefusal; readonly permission: Permission | null };
export type Check = ActRefusal | null;

/** What an allowed act rests on: for the audit. */
export type Ground =
  | { readonly kind: 'permission'; readonly permission: Permission; readonly place: Place | null }
  | { readonly kind: 'above-member'; readonly member: MemberId }
  | { readonly kind: 'above-role'; readonly role: Role['id'] }
  | { readonly kind: 'holds'; readonly permissions: PermissionBits }
  /** An act on oneself or on what one made. */
  | { readonly kind: 'own' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'founding' }
  | { readonly kind: 'admission' }
  /** A removal whose author its target removed at the same time: both stand. */
  | { readonly kind: 'mutual' }
  | { readonly kind: 'succession'; readonly absentDays: number };

/** One act in one state, at the time that its envelope says. */
export type Case = {
  readonly community: Community;
  readonly actor: MemberId;
  readonly at: number;
  readonly note: (ground: Ground) => void;
};

export const refuse = (reason: GovernanceRefusal): ActRefusal => ({ reason, permission: null });

export const needs = ({ community, actor, at, note }: Case, permission: Permission, place?: Place): Check => {
  if (!hasPermission(permissionsAt(community, actor, place, at), permission))
    return { reason: 'missing-permission', permission };
  note({ kind: 'permission', permission, place: place ?? null });
  return null;
};

/** Nobody hands on, or takes away, what they don't hold themselves. */
export const needsHeld = ({ note }: Case, held: PermissionBits, concerned: PermissionBits): Check => {
  if ((concerned & ~held) !== 0n) return refuse('grants-more-than-held');
  if (concerned !== 0n) note({ kind: 'holds', permissions: concerned });
  return null;
};

export const needsRoleBelow = ({ community, actor, note }: Case, role: Role): Check => {
  if (!isRoleBelow(community, actor, role)) return refuse('rank');
  note({ kind: 'above-role', role: role.id });
  return null;
};

export const needsOrderBelow = ({ community, actor }: Case, order: string): Check =>
  isBelow(community, actor, order) ? null : refuse('rank');

export const needsAbove = ({ community, actor, note }: Case, member: MemberId): Check => {
  if (!outranks(community, actor, member)) return refuse('rank');
  note({ kind: 'above-member', member });
  return null;
};

export const needsOwner = ({ community, actor, note }: Case): Check => {
  if (community.owner !== actor) return refuse('owner-only');
  note({ kind: 'owner' });
  return null;
};

export const own = ({ note }: Case): null => {
  note({ kind: 'own' });
  return null;
};

export const isAdministrator = (community: Community, member: MemberId): boolean =>
  hasPermission(basePermissions(community, member), 'administrator');
