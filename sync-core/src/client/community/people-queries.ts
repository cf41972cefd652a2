/** Reads about people: one of them with what may be done, who asks to come in, who is banned, raids undone. */

import { ok } from '../../base/index.ts';
import { type Community, can, canAct, isTimedOut, type Member, rolesByRank } from '../../governance/index.ts';
import type { GovernanceOp, MemberId } from '../../model/index.ts';
import { notFound, type Outcome } from '../errors.ts';
import type {
  ApplicantView,
  BanView,
  NamedPerson,
  PersonView,
  RevertPreview,
  RevertView,
  TimeoutView,
  Verdict,
} from '../people-views.ts';
import type { RoleView } from '../views.ts';
import type { CommunityCore } from './core.ts';
import { cutsBefore } from './cuts.ts';
import type { Presence } from './live-room.ts';
import { formerMember, personOf } from './people.ts';

export type PeopleQueries = {
  /** `not-found`: nobody who ever was a member, nor is banned. */
  person(member: MemberId): Outcome<PersonView>;
  /** Who asks to come in, the longest waiting first. */
  applicants(): readonly ApplicantView[];
  /** The latest first. */
  bans(): readonly BanView[];
  /** The latest first. */
  reverts(): readonly RevertView[];
  revertPreview(members: readonly MemberId[], since: number): RevertPreview;
};

export type PeopleQueriesDeps = {
  readonly core: CommunityCore;
  readonly presenceOf: (member: MemberId) => Presence | 'offline';
};

export const timeoutView = (community: Community, { timeout }: Member): TimeoutView | null =>
  timeout && {
    until: timeout.until,
    by: personOf(community, timeout.by).name,
    reason: timeout.reason,
  };

/** Long enough to be a timeout, whatever the clock does until it is judged. */
const someTimeoutMs = 60_000;

export const createPeopleQueries = ({ core, presenceOf }: PeopleQueriesDeps): PeopleQueries => {
  const { governance, self, clock } = core;

  const verdictOn = (op: GovernanceOp): Verdict => {
    const allowed = canAct(governance.current(), self, op, clock.now());
    return allowed.ok ? null : (allowed.error.permission ?? allowed.error.reason);
  };

  const refTo = (community: Community, member: MemberId): NamedPerson => {
    const { name, colour } = personOf(community, member);
    return { member, name, colour };
  };

  /** Being rung is nothing that one needs to be asked about here: they say for themselves. */
  const ringVerdict = (): Verdict => {
    const community = governance.current();
    const own = community.members.get(self);
    if (can(community, self, 'connect', undefined, clock.now())) return null;
    return own && isTimedOut(own, clock.now()) ? 'timed-out' : 'connect';
  };

  const actionsOn = (member: MemberId, name: string): PersonView['actions'] => {
    const bare = { member, reason: '', cuts: [] };
    return {
      call: ringVerdict(),
      nickname: verdictOn({ type: 'nicknameSet', member, name }),
      timeOut: verdictOn({ type: 'memberTimedOut', ...bare, until: clock.now() + someTimeoutMs }),
      liftTimeout: verdictOn({ type: 'timeoutLifted', member }),
      kick: verdictOn({ type: 'memberRemoved', ...bare, ban: false, epoch: null }),
      ban: verdictOn({ type: 'memberRemoved', ...bare, ban: true, epoch: null }),
      liftBan: verdictOn({ type: 'banLifted', member, reason: '' }),
      revert: verdictOn({ type: 'actsReverted', members: [member], since: 0, reason: '', cuts: [] }),
      leave: verdictOn({ type: 'memberRemoved', ...bare, member: self, ban: false, epoch: null }),
    };
  };

  return {
    person(member) {
      const community = governance.current();
      const present = community.members.get(member);
      const known = present ?? formerMember(community, member);
      const banned = community.bans.has(member);
      if (known === null && !banned) return notFound;
      const roles = rolesByRank(community).map(
        ({ id, name, colour, hoist, mentionable }): RoleView => ({ id, name, colour, hoist, mentionable }),
      );
      const holds = ({ id }: RoleView): boolean => present?.roles.has(id) === true;
      const ref = refTo(community, member);
      return ok({
        ...ref,
        me: member === self,
        owner: member === community.owner,
        standing: present !== undefined ? 'member' : banned ? 'banned' : 'former',
        joinedAt: known?.joinedAt ?? null,
        presence: presenceOf(member),
        roles: roles
          .filter(holds)
          .map((role) => ({ ...role, take: verdictOn({ type: 'roleRevoked', member, role: role.id }) })),
        otherRoles: roles
          .filter((role) => !holds(role))
          .map((role) => ({ ...role, give: verdictOn({ type: 'roleGranted', member, role: role.id }) })),
        timeout: present === undefined ? null : timeoutView(community, present),
        actions: actionsOn(member, ref.name),
      });
    },
    applicants() {
      const community = governance.current();
      return [...community.applicants.values()]
        .sort((a, b) => a.at - b.at)
        .map(({ id, request, name, colour, at, invite }) => {
          const by = community.invites.get(invite);
          const answer = { type: 'joinAnswered', member: id, request, reason: '' } as const;
          return {
            member: id,
            request,
            name,
            colour,
            at,
            invitedBy: by === undefined ? null : personOf(community, by.by).name,
            roles: (by?.roles ?? []).flatMap((role) => {
              const found = community.roles.get(role);
              return found === undefined ? [] : [{ id: found.id, name: found.name }];
            }),
            returning: formerMember(community, id) !== null,
            approve: verdictOn({ ...answer, approved: true }),
            decline: verdictOn({ ...answer, approved: false }),
          };
        });
    },
    bans() {
      const community = governance.current();
      return [...community.bans]
        .sort(([, a], [, b]) => b.at - a.at)
        .map(([member, { by, at, reason }]) => {
          const purges = community.purges.get(member) ?? [];
          return {
            ...refTo(community, member),
            by: personOf(community, by).name,
            at,
            reason,
            hiddenSince: purges.length === 0 ? null : Math.min(...purges.map(({ since }) => since)),
            lift: verdictOn({ type: 'banLifted', member, reason: '' }),
            purge: verdictOn({ type: 'messagesPurged', member, since: clock.now() }),
          };
        });
    },
    reverts() {
      const community = governance.current();
      return [...community.reverts.values()]
        .sort((a, b) => b.at - a.at)
        .map(({ op, by, at, since, reason, members, undone }) => ({
          op,
          by: personOf(community, by).name,
          at,
          since,
          reason,
          members: members.map((member) => refTo(community, member)),
          undone: undone && { by: personOf(community, undone.by).name, at: undone.at },
          undo: verdictOn({ type: 'revertUndone', revert: op, reason: '' }),
        }));
    },
    revertPreview(members, since) {
      const { acts, messages } = cutsBefore(core, new Set(members), since);
      const refusal = verdictOn({
        type: 'actsReverted',
        members: [...members],
        since,
        reason: '',
        cuts: [],
      });
      return { acts, messages, refusal };
    },
  };
};
