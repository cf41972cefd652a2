/**
 * Whether an act on the owner's office is allowed [T12]. The office passes by the owner's word, or, where the
 * owner has said so before, by votes once the owner has given no sign for as many days.
 *
 * No clock is trusted: days are counted between signed times. What the owner wrote, wherever it stands in the
 * order, and dated before a vote, is a sign that the vote has to wait for (`fold.ts` looks for later ones).
 */
import { limits, type MemberId, type OperationOf } from '../model/index.ts';
import { type Case, type Check, needsOwner, refuse } from './judging.ts';
import type { Community } from './types.ts';

const dayMs = 24 * 60 * 60 * 1000;
export const absenceMs = (absentDays: number): number => absentDays * dayMs;

export const checkTransfer = (on: Case, op: OperationOf<'ownershipTransferred'>): Check =>
  on.community.members.has(op.to) && op.to !== on.actor ? needsOwner(on) : refuse('unknown-target');

export const checkSuccession = (on: Case, { policy }: OperationOf<'successionSet'>): Check => {
  if (policy !== null) {
    if (!on.community.roles.has(policy.role)) return refuse('unknown-target');
    if (policy.votes < 1 || policy.absentDays < limits.absentDaysLeast) return refuse('invalid-value');
  }
  return needsOwner(on);
};

const holds = (community: Community, member: MemberId): boolean =>
  community.succession !== null &&
  community.members.get(member)?.roles.has(community.succession.role) === true;

export const checkVote = (on: Case, op: OperationOf<'successionVoted'>): Check => {
  const { community, actor, at } = on;
  const policy = community.succession;
  if (policy === null) return refuse('no-succession');
  if (!holds(community, actor)) return refuse('missing-permission');
  if (!community.members.has(op.successor) || op.successor === community.owner)
    return refuse('unknown-target');
  if (at < community.ownerSeenAt + absenceMs(policy.absentDays)) return refuse('owner-present');
  on.note({ kind: 'succession', absentDays: policy.absentDays });
  return null;
};

/** Votes that stand for `successor`: of those who hold the named role still. */
export const standingVotes = (community: Community, successor: MemberId): readonly number[] => {
  const times: number[] = [];
  for (const [voter, vote] of community.successionVotes)
    if (vote.successor === successor && holds(community, voter)) times.push(vote.at);
  return times;
};
