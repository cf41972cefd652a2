/** Why an act counts, step by step, or to which decision it falls; and what its author had seen. */
import type {
  Cause,
  Community,
  GovernanceEnvelope,
  Ground,
  Place,
  Step,
  Trail,
  TrailEntry,
  Why,
} from '../../governance/index.ts';
import { decisionAgainst } from '../../governance/index.ts';
import { type EnvelopeHash, permissionsToNames } from '../../model/index.ts';
import type { AuditEntryView, AuditReasonView, GroundView } from '../audit-views.ts';
import type { CauseView, StepView } from '../role-views.ts';
import type { EntryViews } from './audit-entry.ts';

/** So many of those that an author had seen are named. */
const seenShown = 5;

const causeView = (views: EntryViews, cause: Cause, place: string): CauseView => {
  switch (cause.kind) {
    case 'role':
      return { kind: 'role', role: views.nameOfId(cause.role) };
    case 'administrator':
      return { kind: 'administrator', role: cause.role === null ? null : views.nameOfId(cause.role) };
    case 'overwrite': {
      const { level, target } = cause;
      const whose =
        target.kind === 'everyone' ? target : { kind: target.kind, name: views.nameOfId(target.id) };
      return { kind: 'overwrite', level, place, target: whose };
    }
    default:
      return cause;
  }
};

/** A category's overwrites decide in its channels: its name then. */
const placeName = (views: EntryViews, community: Community, place: Place | null, step: Step): string => {
  if (place === null) return '';
  if ('category' in place) return views.nameOfId(place.category);
  const atCategory = step.cause.kind === 'overwrite' && step.cause.level === 'category';
  const category = atCategory ? community.channels.get(place.channel)?.category : null;
  return views.nameOfId(category ?? place.channel);
};

const groundView = (views: EntryViews, community: Community, { ground, steps }: Why): GroundView => {
  switch (ground.kind) {
    case 'permission':
      return {
        kind: 'permission',
        permission: ground.permission,
        place: ground.place === null ? null : placeNamed(views, ground.place),
        steps: steps.map(
          (step): StepView => ({
            ...step,
            cause: causeView(views, step.cause, placeName(views, community, ground.place, step)),
          }),
        ),
      };
    case 'above-member':
      return { kind: ground.kind, target: views.named({ kind: 'member', id: ground.member, name: '' }) };
    case 'above-role':
      return { kind: ground.kind, target: views.named({ kind: 'role', id: ground.role, name: '' }) };
    case 'holds':
      return { kind: 'holds', permissions: permissionsToNames(ground.permissions) };
    default:
      return ground;
  }
};

const placeNamed = (
  views: EntryViews,
  place: NonNullable<Extract<Ground, { kind: 'permission' }>['place']>,
) =>
  'channel' in place
    ? views.named({ kind: 'channel', id: place.channel, name: '' })
    : views.named({ kind: 'category', id: place.category, name: '' });

export type ReasonDeps = {
  readonly trail: Trail;
  readonly views: EntryViews;
  readonly community: Community;
  readonly envelope: (hash: EnvelopeHash) => GovernanceEnvelope | null;
};

/** What the author had seen: the last act of each envelope that theirs rests on, the latest first. */
const seenBy = (
  { trail, views, envelope }: ReasonDeps,
  entry: TrailEntry,
): Pick<AuditReasonView, 'seen' | 'seenAt'> => {
  const own = envelope(entry.envelope);
  const parents = new Set(
    own === null ? [] : own.previous === null ? own.cites : [own.previous, ...own.cites],
  );
  const last = new Map<EnvelopeHash, TrailEntry>();
  for (const one of trail.entries) if (parents.has(one.envelope)) last.set(one.envelope, one);
  const seen = [...last.values()].sort((a, b) => b.at - a.at);
  return { seen: seen.slice(0, seenShown).map(views.entry), seenAt: seen[0]?.at ?? null };
};

const causeFor = (deps: ReasonDeps, entry: TrailEntry): AuditEntryView | null => {
  if (entry.refusal === null || entry.by === null) return null;
  const decision = decisionAgainst(deps.community, entry.by, entry.refusal.reason);
  const cause = deps.trail.entries.find(({ op }) => op === decision);
  return cause === undefined || cause.op === entry.op ? null : deps.views.entry(cause);
};

export const reasonOf = (deps: ReasonDeps, entry: TrailEntry, why: readonly Why[]): AuditReasonView => ({
  entry: deps.views.entry(entry),
  grounds: why.map((one) => groundView(deps.views, deps.community, one)),
  ...seenBy(deps, entry),
  cause: causeFor(deps, entry),
});
