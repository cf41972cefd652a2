/** Reads of the community itself, its categories and channels. */
import { compareStrings } from '../../base/index.ts';
import { absenceMs, can, isOutOfStep, standingVotes } from '../../governance/index.ts';
import { type ChannelId, limits, type MemberId } from '../../model/index.ts';
import type {
  ChannelSettingsView,
  CommunityPicture,
  DeletedPlacesView,
  OverviewView,
  OwedRules,
  PersonRef,
  SuccessionView,
} from '../structure-views.ts';
import type { CommunityCore } from './core.ts';
import { personOf } from './people.ts';
import { iconOf, pictureTypeOf } from './picture.ts';

export type StructureQueries = {
  overview(): OverviewView;
  /** Null where the community has none, or its bytes haven't come. */
  picture(): CommunityPicture | null;
  /** Null when there is nothing to accept. */
  owedRules(): OwedRules | null;
  channelSettings(channel: ChannelId): ChannelSettingsView | null;
  /** What may still be restored, latest first; nothing for who may not. */
  deletedPlaces(): DeletedPlacesView;
};

export const createStructureQueries = (core: CommunityCore): StructureQueries => {
  const { governance, self, suite, clock } = core;

  const view = (member: MemberId): PersonRef => {
    const { name, colour } = personOf(governance.current(), member);
    return { member, name, colour };
  };

  const succession = (): SuccessionView | null => {
    const community = governance.current();
    const policy = community.succession;
    if (policy === null) return null;
    const holders = [...community.members.values()].filter(({ roles }) => roles.has(policy.role));
    const named = new Set([...community.successionVotes.values()].map(({ successor }) => successor));
    const votes = [...named]
      .filter((member) => community.members.has(member))
      .map((member) => ({ ...view(member), count: standingVotes(community, member).length }))
      .filter(({ count }) => count > 0);
    return {
      policy,
      roleName: community.roles.get(policy.role)?.name ?? null,
      holders: holders.length,
      opensAt: community.ownerSeenAt + absenceMs(policy.absentDays),
      mayVote: community.owner !== self && holders.some(({ id }) => id === self),
      ownVote: community.successionVotes.get(self)?.successor ?? null,
      votes: votes.sort((a, b) => b.count - a.count || compareStrings(a.name, b.name)),
    };
  };

  /** Whether it may still be restored; the last moment counts. */
  const restorableUntil = (at: number): number => at + limits.restoreMs;
  const deleted = ({ name }: { readonly name: string }, by: MemberId, at: number) => ({
    name,
    by: view(by),
    at,
    restorableUntil: restorableUntil(at),
  });

  return {
    overview() {
      const community = governance.current();
      const { name, description, notifications, systemChannel, rules, owner, ownerSeenAt } = community;
      return {
        name,
        description,
        icon: iconOf(suite, community),
        notifications,
        systemChannel: systemChannel !== null && community.channels.has(systemChannel) ? systemChannel : null,
        rules: rules?.text ?? '',
        mayManage: can(community, self, 'manageCommunity', undefined, clock.now()),
        owner: owner === null ? null : view(owner),
        isOwner: owner === self,
        ownerSeenAt,
        succession: succession(),
      };
    },
    picture() {
      const community = governance.current();
      const id = iconOf(suite, community);
      const { picture } = community;
      const type = picture === null ? null : pictureTypeOf(picture);
      return id === null || picture === null || type === null ? null : { id, type, bytes: picture };
    },
    owedRules() {
      const { members, rules } = governance.current();
      return members.get(self)?.owesRules === true ? rules : null;
    },
    channelSettings(id) {
      const community = governance.current();
      const channel = community.channels.get(id);
      if (channel === undefined || !can(community, self, 'viewChannel', { channel: id })) return null;
      const category = channel.category === null ? undefined : community.categories.get(channel.category);
      return {
        archived: channel.archived,
        categoryArchived: category?.archived === true,
        slowModeSeconds: channel.slowModeSeconds,
        history: channel.history,
        outOfStep: isOutOfStep(community, channel),
        mayManage: can(community, self, 'manageChannels', { channel: id }, clock.now()),
      };
    },
    deletedPlaces() {
      const community = governance.current();
      const now = clock.now();
      if (!can(community, self, 'manageChannels', undefined, now)) return { channels: [], categories: [] };
      const { channels, trashedChannels, trashedCategories } = community;
      return {
        channels: [...trashedChannels.values()]
          .filter(({ at }) => now <= restorableUntil(at))
          .sort((a, b) => b.at - a.at)
          .map(({ channel, by, at }) => ({ id: channel.id, ...deleted(channel, by, at) })),
        categories: [...trashedCategories.values()]
          .filter(({ at }) => now <= restorableUntil(at))
          .sort((a, b) => b.at - a.at)
          .map(({ category, channels: held, by, at }) => ({
            id: category.id,
            channels: held.filter((id) => channels.get(id)?.category === null).length,
            ...deleted(category, by, at),
          })),
      };
    },
  };
};
