/** The community as of a moment: its places, roles and members then, and who could see a channel. */
import { compareStrings, err, ok } from '../../base/index.ts';
import {
  type Community,
  channelGroups,
  isPrivate,
  rolesByRank,
  type Trail,
  type TrailEntry,
  viewersOf,
} from '../../governance/index.ts';
import { type ChannelId, permissionsToNames } from '../../model/index.ts';
import type { PastMoment, PastView, ViewersView } from '../audit-views.ts';
import { notFound, type Outcome } from '../errors.ts';
import { createEntryViews } from './audit-entry.ts';
import { mayAudit } from './audit-queries.ts';
import type { CommunityCore } from './core.ts';

export type PastQueries = {
  past(moment: PastMoment): Outcome<PastView>;
  pastViewers(channel: ChannelId, at: number): Outcome<ViewersView>;
};

/** Acts that changed what people see, by their dates: what one steps through. */
const stepsOf = ({ entries }: Trail): readonly TrailEntry[] =>
  entries
    .filter(
      ({ refusal, account }) =>
        refusal === null &&
        !['keyOpened', 'channelKeyOpened', 'keyShared', 'ownerSeen'].includes(account.kind),
    )
    .sort((a, b) => a.at - b.at || a.index - b.index);

/** How many of them are dated up to then. */
const stepAt = (steps: readonly TrailEntry[], ms: number): number => {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.at ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

const structureOf = (community: Community): Pick<PastView, 'groups' | 'roles' | 'everyone' | 'members'> => {
  const held = new Map<string, number>();
  for (const { roles } of community.members.values())
    for (const role of roles) held.set(role, (held.get(role) ?? 0) + 1);
  return {
    groups: channelGroups(community)
      .map(({ category, channels }) => {
        const of = category === null ? undefined : community.categories.get(category);
        return {
          category: of === undefined ? null : { id: of.id, name: of.name, archived: of.archived },
          channels: channels.map(({ id, kind, name, topic, archived }) => ({
            id,
            kind,
            name,
            topic,
            archived,
            private: isPrivate(community, id),
          })),
        };
      })
      .filter(({ category, channels }) => category !== null || channels.length > 0),
    roles: rolesByRank(community).map(({ id, name, colour, permissions }) => ({
      id,
      name,
      colour,
      permissions: permissionsToNames(permissions),
      members: held.get(id) ?? 0,
    })),
    everyone: permissionsToNames(community.everyone),
    members: [...community.members.values()]
      .map(({ id, name, colour, roles }) => ({ id, name, colour, roles: [...roles] }))
      .sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.id, b.id)),
  };
};

export const createPastQueries = ({ governance, self }: CommunityCore): PastQueries => {
  let known: { readonly trail: Trail; readonly steps: readonly TrailEntry[] } | null = null;
  const steps = (): readonly TrailEntry[] => {
    const trail = governance.trail();
    if (known?.trail !== trail) known = { trail, steps: stepsOf(trail) };
    return known.steps;
  };

  return {
    past(moment) {
      const refused = mayAudit(governance.current(), self);
      if (refused !== null) return err(refused);
      const all = steps();
      const step = moment.kind === 'step' ? Math.min(moment.step, all.length) : stepAt(all, moment.ms);
      const last = all[step - 1];
      const at = moment.kind === 'at' ? moment.ms : (last?.at ?? 0);
      const community = governance.asOf(at);
      const { name, description, owner } = community;
      const view = last && createEntryViews(governance.trail()).entry(last);
      const first = all[0]?.at ?? 0;
      return ok({
        at,
        first,
        step,
        steps: all.length,
        last: view ?? null,
        founded: community.founded,
        name,
        description,
        owner,
        ...structureOf(community),
      });
    },
    pastViewers(channel, at) {
      const refused = mayAudit(governance.current(), self);
      if (refused !== null) return err(refused);
      const community = governance.asOf(at);
      const found = community.channels.get(channel);
      if (found === undefined) return notFound;
      const viewers = viewersOf(community, channel).flatMap((id) => {
        const member = community.members.get(id);
        return member === undefined ? [] : [{ id, name: member.name, colour: member.colour }];
      });
      return ok({
        channel: found.name,
        members: community.members.size,
        viewers: viewers.sort((a, b) => compareStrings(a.name, b.name)),
      });
    },
  };
};
