/** What the host tells the UI about roles, overwrites, what a change would do and why a permission is held. */
import type { CategoryId, ChannelId, MemberId, PaletteColour, Permission, RoleId } from '../model/index.ts';
import type { Verdict } from './people-views.ts';

/** A role as who may edit roles sees it. */
export type RoleSettingsView = {
  readonly id: RoleId;
  readonly name: string;
  readonly colour: PaletteColour | null;
  readonly hoist: boolean;
  readonly mentionable: boolean;
  readonly permissions: readonly Permission[];
  readonly members: readonly MemberId[];
  /** Why it can't be changed; null when it can. */
  readonly edit: Verdict;
  /** Why it can't be given to somebody. */
  readonly give: Verdict;
};

export type RolesView = {
  /** From the highest down. */
  readonly roles: readonly RoleSettingsView[];
  readonly everyone: { readonly permissions: readonly Permission[]; readonly edit: Verdict };
  /** What the own person holds, and so may allow and take away. */
  readonly held: readonly Permission[];
  readonly create: Verdict;
  /** Those whom one can't set anything for: not below oneself. */
  readonly lockedMembers: readonly MemberId[];
};

/** Whom an overwrite is about. */
export type OverwriteTarget =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'role'; readonly id: RoleId }
  | { readonly kind: 'member'; readonly id: MemberId };

export type OverwriteView = {
  readonly target: OverwriteTarget;
  readonly allow: readonly Permission[];
  readonly deny: readonly Permission[];
  readonly edit: Verdict;
};

/** What a category or channel overrides of what roles allow. */
export type PlacePermissionsView = {
  readonly name: string;
  /** That a channel stands in. */
  readonly category: { readonly id: CategoryId; readonly name: string } | null;
  /** A channel in a category goes by overwrites of its own. */
  readonly outOfStep: boolean;
  /** Of a category: its channels that go by overwrites of their own. */
  readonly strays: readonly { readonly id: ChannelId; readonly name: string }[];
  /** Its permissions can hide it from a member; a channel has keys of its own then. */
  readonly private: boolean;
  /** Everyone's first, then roles from the highest down, then members by name. */
  readonly overwrites: readonly OverwriteView[];
  /** What the own person holds here. */
  readonly held: readonly Permission[];
  readonly edit: Verdict;
  /** Why roles can't be given an overwrite, for those that can't. */
  readonly lockedRoles: readonly RoleId[];
  readonly lockedMembers: readonly MemberId[];
};

/** What some members would gain and lose, at some places. */
export type EffectView = {
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
  readonly members: number;
  /** Of the first few, in order of names. */
  readonly names: readonly string[];
  /** In the community as a whole and in every channel. */
  readonly everywhere: boolean;
  readonly channels: readonly { readonly id: ChannelId; readonly name: string }[];
  /** Channels besides that the own person doesn't see. */
  readonly hidden: number;
};
export type DryRunView = {
  /** Why the change would not count. */
  readonly refusal: Verdict;
  readonly effects: readonly EffectView[];
  /** Somebody would lose sight of a channel, or become an administrator. */
  readonly grave: boolean;
};

/** What somebody with just these roles would see and do. */
export type RolesEyeView = {
  readonly channels: readonly ChannelId[];
  /** Of these channels, those they could write in. */
  readonly writable: readonly ChannelId[];
  readonly permissions: readonly Permission[];
};

/** One thing that decided whether a permission is held. */
export type CauseView =
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'unknown-place' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'role'; readonly role: string }
  /** `role` null: everyone is one. */
  | { readonly kind: 'administrator'; readonly role: string | null }
  | {
      readonly kind: 'overwrite';
      readonly level: 'category' | 'channel';
      readonly place: string;
      readonly target:
        | { readonly kind: 'everyone' }
        | { readonly kind: 'role'; readonly name: string }
        | { readonly kind: 'member'; readonly name: string };
    }
  | { readonly kind: 'implied'; readonly needs: Permission }
  | { readonly kind: 'timed-out'; readonly until: number }
  | { readonly kind: 'rules-not-accepted' }
  | { readonly kind: 'archived' };
/** `held` is the answer after this step; the last one's is the answer. */
export type StepView = {
  readonly cause: CauseView;
  readonly effect: 'allow' | 'deny';
  readonly held: boolean;
};
export type ExplanationView = { readonly held: boolean; readonly steps: readonly StepView[] };
