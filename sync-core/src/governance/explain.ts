/** Why a permission is held or not, step by step, in the order of `access.ts` [T12]. */
import {
  hasPermission,
  type MemberId,
  type Overwrite,
  type Permission,
  type RoleId,
} from '../model/index.ts';
import { everyoneRole, grantedAt, impliedDenials, overwritesAt } from './access.ts';
import { isTakenBy, type Restriction, restrict } from './restrict.ts';
import type { Community, Member, Place } from './types.ts';

export type Cause =
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'unknown-place' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'administrator'; readonly role: RoleId | null }
  | {
      readonly kind: 'overwrite';
      readonly level: 'category' | 'channel';
      readonly target: Overwrite['target'] | { readonly kind: 'everyone' };
    }
  /** Without `needs` nobody has the permission asked about. */
  | { readonly kind: 'implied'; readonly needs: Permission }
  | Restriction;

/** One thing that had an effect; `held` is the answer after it. The last step's is the answer. */
export type Step = { readonly cause: Cause; readonly effect: 'allow' | 'deny'; readonly held: boolean };

type Recorder = { steps: Step[]; held: boolean };

const record = (to: Recorder, cause: Cause, effect: Step['effect']): void => {
  to.held = effect === 'allow';
  to.steps.push({ cause, effect, held: to.held });
};

const explainLevel = (
  to: Recorder,
  community: Community,
  member: Member,
  permission: Permission,
  { level, overwrites }: { level: 'category' | 'channel'; overwrites: ReadonlyMap<string, Overwrite> },
): void => {
  const everyone = overwrites.get(`role:${everyoneRole(community.id)}`);
  const own = overwrites.get(`member:${member.id}`);
  const ofRoles = [...member.roles].sort().flatMap((role) => overwrites.get(`role:${role}`) ?? []);
  for (const group of [everyone === undefined ? [] : [everyone], ofRoles, own === undefined ? [] : [own]])
    for (const effect of ['deny', 'allow'] as const)
      for (const overwrite of group) {
        if (!hasPermission(overwrite[effect], permission)) continue;
        const target = overwrite === everyone ? ({ kind: 'everyone' } as const) : overwrite.target;
        record(to, { kind: 'overwrite', level, target }, effect);
      }
};

const explainGranted = (
  to: Recorder,
  community: Community,
  member: Member,
  permission: Permission,
  place?: Place,
): { readonly isAdministrator: boolean } => {
  if (community.owner === member.id) {
    record(to, { kind: 'owner' }, 'allow');
    return { isAdministrator: true };
  }
  record(to, { kind: 'everyone' }, hasPermission(community.everyone, permission) ? 'allow' : 'deny');
  let administrator: RoleId | null | undefined;
  if (hasPermission(community.everyone, 'administrator')) administrator = null;
  for (const role of [...member.roles].sort()) {
    const permissions = community.roles.get(role)?.permissions ?? 0n;
    if (hasPermission(permissions, permission)) record(to, { kind: 'role', role }, 'allow');
    if (hasPermission(permissions, 'administrator')) administrator ??= role;
  }
  if (administrator !== undefined) {
    record(to, { kind: 'administrator', role: administrator }, 'allow');
    return { isAdministrator: true };
  }
  const level = place === undefined ? null : overwritesAt(community, place);
  if (place === undefined || level === null) return { isAdministrator: false };
  explainLevel(to, community, member, permission, level);
  const granted = grantedAt(community, member, place);
  const needed: Permission[] = permission === 'viewChannel' ? [] : ['viewChannel'];
  for (const [needs, denied] of impliedDenials) if (hasPermission(denied, permission)) needed.unshift(needs);
  for (const needs of needed)
    if (to.held && !hasPermission(granted, needs)) record(to, { kind: 'implied', needs }, 'deny');
  if (to.held && permission === 'administrator') record(to, { kind: 'unknown-place' }, 'deny');
  return { isAdministrator: false };
};

/** The steps that lead to what `can` answers for the same moment; never empty. */
export const explain = (
  community: Community,
  id: MemberId,
  permission: Permission,
  place?: Place,
  atMs?: number,
): readonly Step[] => {
  const to: Recorder = { steps: [], held: false };
  const member = community.members.get(id);
  if (member === undefined) record(to, { kind: 'not-a-member' }, 'deny');
  else if (place !== undefined && overwritesAt(community, place) === null)
    record(to, { kind: 'unknown-place' }, 'deny');
  else {
    const { isAdministrator } = explainGranted(to, community, member, permission, place);
    const granted = grantedAt(community, member, place);
    for (const restriction of restrict(community, member, granted, isAdministrator, place, atMs).by)
      if (to.held && isTakenBy(restriction, permission)) record(to, restriction, 'deny');
  }
  return to.steps;
};
