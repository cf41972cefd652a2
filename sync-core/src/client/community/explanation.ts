/** Why a permission is held, with the names of what decides it. Pure. */
import { type Cause, type Community, explain, type Place } from '../../governance/index.ts';
import { isMemberId, isRoleId, type MemberId, type Permission } from '../../model/index.ts';
import type { CauseView, ExplanationView } from '../role-views.ts';
import { personOf } from './people.ts';

export const placeName = (community: Community, place: Place): string =>
  ('channel' in place
    ? community.channels.get(place.channel)?.name
    : community.categories.get(place.category)?.name) ?? '';

/** What an overwrite's place is called: the category's where a channel follows it. */
const levelName = (community: Community, place: Place, level: 'category' | 'channel'): string => {
  if (level === 'channel' || 'category' in place) return placeName(community, place);
  const category = community.channels.get(place.channel)?.category ?? null;
  return category === null ? '' : placeName(community, { category });
};

const toCause = (community: Community, cause: Cause, place: Place | null): CauseView => {
  const roleName = (role: string): string =>
    (isRoleId(role) ? community.roles.get(role)?.name : undefined) ?? '';
  switch (cause.kind) {
    case 'role':
      return { kind: 'role', role: roleName(cause.role) };
    case 'administrator':
      return { kind: 'administrator', role: cause.role === null ? null : roleName(cause.role) };
    case 'overwrite': {
      const { level, target } = cause;
      const at = place === null ? '' : levelName(community, place, level);
      const on = { kind: 'overwrite', level, place: at } as const;
      if (target.kind === 'everyone') return { ...on, target: { kind: 'everyone' } };
      if (target.kind === 'role') return { ...on, target: { kind: 'role', name: roleName(target.id) } };
      const name = isMemberId(target.id) ? personOf(community, target.id).name : '';
      return { ...on, target: { kind: 'member', name } };
    }
    default:
      return cause;
  }
};

/** The answer for this moment, and the steps that lead to it. */
export const explainTo = (
  community: Community,
  member: MemberId,
  permission: Permission,
  place: Place | null,
  atMs: number,
): ExplanationView => {
  const steps = explain(community, member, permission, place ?? undefined, atMs).map((step) => ({
    ...step,
    cause: toCause(community, step.cause, place),
  }));
  return { held: steps.at(-1)?.held ?? false, steps };
};
