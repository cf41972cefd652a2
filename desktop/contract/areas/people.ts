/** The contract's part on members: nicknames, roles, timeouts, removals, applicants. */
import {
  type ApplicantView,
  type BanView,
  limits,
  type OpId,
  type PersonView,
  type RevertPreview,
  type RevertView,
} from '@maru/sync-core';
import { z } from 'zod';
import { communityId, memberId, opId, roleId } from '../ids.ts';

const hour = 60 * 60 * 1000;
/** How far back what a banned member wrote can be hidden, as on Discord. */
export const purgeWindowsMs = [hour, 6 * hour, 24 * hour, 72 * hour, 168 * hour] as const;
/** Characters of a reason, as on Discord. */
export const reasonChars = 512;
export const nicknameChars = 32;

const reason = z.string().trim().max(reasonChars);
const purgeMs = z.literal(purgeWindowsMs);
const one = { community: communityId, member: memberId };
const reverted = {
  community: communityId,
  members: z.array(memberId).min(1).max(limits.membersPerRevert),
  since: z.number().int().min(0),
};

export const peopleCommands = {
  setNickname: z.object({ ...one, name: z.string().trim().min(1).max(nicknameChars) }),
  giveRole: z.object({ ...one, role: roleId }),
  takeRole: z.object({ ...one, role: roleId }),
  timeOutMember: z.object({ ...one, forMs: z.number().int().positive().max(limits.timeoutMs), reason }),
  liftTimeout: z.object(one),
  kickMember: z.object({ ...one, reason }),
  /** `purgeMs`: hides what they wrote in so long a time too. */
  banMember: z.object({ ...one, reason, purgeMs: purgeMs.nullable() }),
  liftBan: z.object({ ...one, reason }),
  purgeMessages: z.object({ ...one, purgeMs }),
  answerRequest: z.object({ ...one, request: opId, approved: z.boolean(), reason }),
  /** Raid undo. */
  revertActs: z.object({ ...reverted, reason }),
  undoRevert: z.object({ community: communityId, revert: opId, reason }),
  leaveCommunity: z.object({ community: communityId }),
} as const;
export const peopleQueries = {
  person: z.object(one),
  applicants: z.object({ community: communityId }),
  bans: z.object({ community: communityId }),
  reverts: z.object({ community: communityId }),
  revertPreview: z.object(reverted),
} as const;

/** Only of commands that answer with more than "done". */
export type PeopleCommandOutputs = { revertActs: { readonly revert: OpId } };
export type PeopleQueryOutputs = {
  person: PersonView;
  applicants: readonly ApplicantView[];
  bans: readonly BanView[];
  reverts: readonly RevertView[];
  revertPreview: RevertPreview;
};
