/** What the UI is told of people: who they are here, what one may do with them, and what was done. */
import type { MemberId, OpId, PaletteColour, RoleId } from '../model/index.ts';
import type { Denial } from './errors.ts';
import type { RoleView } from './views.ts';

/** Why an act would not count now; null when it would. */
export type Verdict = Denial | null;

export type NamedPerson = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};

/** Running, or over by now: compare `until`. */
export type TimeoutView = { readonly until: number; readonly by: string; readonly reason: string };

export type PersonAction =
  | 'call'
  | 'nickname'
  | 'timeOut'
  | 'liftTimeout'
  | 'kick'
  | 'ban'
  | 'liftBan'
  | 'revert'
  | 'leave';

/** One person, members or not, and what the own person may do with them. */
export type PersonView = NamedPerson & {
  readonly me: boolean;
  readonly owner: boolean;
  readonly standing: 'member' | 'former' | 'banned';
  /** Of the membership that runs, or of the last. */
  readonly joinedAt: number | null;
  readonly presence: 'online' | 'away' | 'offline';
  /** From the highest down, with whether one may take each. */
  readonly roles: readonly (RoleView & { readonly take: Verdict })[];
  /** Those they don't have, from the highest down, with whether one may give each. */
  readonly otherRoles: readonly (RoleView & { readonly give: Verdict })[];
  readonly timeout: TimeoutView | null;
  readonly actions: { readonly [A in PersonAction]: Verdict };
};

/** Asks to come in. */
export type ApplicantView = NamedPerson & {
  readonly request: OpId;
  readonly at: number;
  /** Whose invite they follow. */
  readonly invitedBy: string | null;
  /** What the invite gives them. */
  readonly roles: readonly { readonly id: RoleId; readonly name: string }[];
  /** They were a member before. */
  readonly returning: boolean;
  readonly approve: Verdict;
  readonly decline: Verdict;
};

export type BanView = NamedPerson & {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  /** From when on what they wrote is hidden; null for nothing. */
  readonly hiddenSince: number | null;
  readonly lift: Verdict;
  readonly purge: Verdict;
};

/** A raid undo. */
export type RevertView = {
  readonly op: OpId;
  readonly by: string;
  readonly at: number;
  readonly since: number;
  readonly reason: string;
  readonly members: readonly NamedPerson[];
  readonly undone: { readonly by: string; readonly at: number } | null;
  readonly undo: Verdict;
};

/** What undoing what these people did since then would take, by what is known here. */
export type RevertPreview = {
  readonly acts: number;
  readonly messages: number;
  readonly refusal: Verdict;
};
