/**
 * What is done with and to members [T11, T12]: names, roles, timeouts, bans lifted, requests answered, raids
 * undone. What reaches back carries cuts at what is known here. Removals are in `member-commands.ts`.
 */
import { ok, toWellFormed } from '../../base/index.ts';
import { type Community, outranks } from '../../governance/index.ts';
import { type GovernanceOp, limits, type MemberId, type OpId, type RoleId } from '../../model/index.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import { createActing } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { cutsBefore, cutsOf, purgeFrom } from './cuts.ts';
import type { KeyCare } from './key-care.ts';
import type { Writer } from './writer.ts';

type Done = Outcome<Record<string, never>>;

export type PeopleCommands = {
  /** What a member is called here. */
  setNickname(member: MemberId, name: string): Promise<Done>;
  grantRole(member: MemberId, role: RoleId): Promise<Done>;
  /** Where something dated back could rest on it, by what is known here of what they wrote. */
  takeRole(member: MemberId, role: RoleId): Promise<Done>;
  /** They see and read and nothing else, 28 days at most. A later one replaces it. */
  timeOut(member: MemberId, forMs: number, reason: string): Promise<Done>;
  liftTimeout(member: MemberId): Promise<Done>;
  liftBan(member: MemberId, reason: string): Promise<Done>;
  /** Hides what somebody banned wrote in the last `purgeMs`, 7 days at most. */
  purge(member: MemberId, purgeMs: number): Promise<Done>;
  answerJoin(member: MemberId, request: OpId, approved: boolean, reason: string): Promise<Done>;
  /**
   * Raid undo: what these people did and wrote since then, and what rests on it, doesn't count. One operation;
   * its id. Whom they let in is out, so everyone's next key is due.
   */
  revertActs(
    members: readonly MemberId[],
    since: number,
    reason: string,
  ): Promise<Outcome<{ readonly revert: OpId }>>;
  undoRevert(revert: OpId, reason: string): Promise<Done>;
};

export type PeopleCommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly keyCare: KeyCare;
  readonly publish: (changes: Changes) => void;
};

const done = ok<Record<string, never>>({});

/** Whether a role gives anybody more than everyone has: permissions, or a word in some overwrite. */
const givesAnything = (community: Community, id: RoleId): boolean => {
  const permissions = community.roles.get(id)?.permissions ?? 0n;
  if ((permissions & ~community.everyone) !== 0n) return true;
  const key = `role:${id}`;
  for (const { overwrites } of [...community.categories.values(), ...community.channels.values()])
    if (overwrites.has(key)) return true;
  return false;
};

export const createPeopleCommands = ({
  core,
  writer,
  keyCare,
  publish,
}: PeopleCommandsDeps): PeopleCommands => {
  const { governance, self, clock } = core;
  const { commit, act } = createActing({ core, writer, publish });

  /** Acts, then gives the audiences that changed their keys. */
  const actAndTend = (toOp: () => GovernanceOp): Promise<Done> =>
    commit((changes) => {
      const acted = act([toOp()], changes);
      if (!acted.ok) return acted;
      keyCare.tend(changes);
      return done;
    });

  /** Without a cut for who stands too high to be bound by one, and where it would bind nothing. */
  const roleLoss = (member: MemberId, role: RoleId): GovernanceOp => {
    const community = governance.current();
    const binds = member === self || outranks(community, self, member);
    if (!binds || !givesAnything(community, role)) return { type: 'roleRevoked', member, role };
    return { type: 'roleWithdrawn', member, role, cuts: [...cutsOf(core, member)] };
  };

  return {
    setNickname: (member, name) =>
      actAndTend(() => ({ type: 'nicknameSet', member, name: toWellFormed(name) })),
    grantRole: (member, role) => actAndTend(() => ({ type: 'roleGranted', member, role })),
    takeRole: (member, role) => actAndTend(() => roleLoss(member, role)),
    timeOut: (member, forMs, reason) =>
      actAndTend(() => ({
        type: 'memberTimedOut',
        member,
        // From when it is dated: a short one would be over before it began where the own time is ahead.
        until: writer.now() + forMs,
        reason: toWellFormed(reason),
        cuts: [...cutsOf(core, member)],
      })),
    liftTimeout: (member) => actAndTend(() => ({ type: 'timeoutLifted', member })),
    liftBan: (member, reason) =>
      actAndTend(() => ({ type: 'banLifted', member, reason: toWellFormed(reason) })),
    purge: (member, purgeMs) =>
      actAndTend(() => ({ type: 'messagesPurged', member, since: purgeFrom(clock.now(), purgeMs) })),
    answerJoin: (member, request, approved, reason) =>
      actAndTend(() => ({ type: 'joinAnswered', member, request, approved, reason: toWellFormed(reason) })),
    revertActs: async (members, since, reason) => {
      if (members.length > limits.membersPerRevert) return notAllowed('too-many');
      return commit((changes) => {
        const { cuts } = cutsBefore(core, new Set(members), since);
        const reverted = act(
          [
            {
              type: 'actsReverted',
              members: [...members],
              since,
              reason: toWellFormed(reason),
              cuts: [...cuts],
            },
          ],
          changes,
        );
        if (!reverted.ok) return reverted;
        const [revert] = reverted.value;
        if (revert === undefined) return notFound;
        // Whoever they let in, or will be found to have, had the key from them.
        writer.rotate(null, changes);
        keyCare.tend(changes);
        return ok({ revert });
      });
    },
    undoRevert: (revert, reason) =>
      actAndTend(() => ({ type: 'revertUndone', revert, reason: toWellFormed(reason) })),
  };
};
