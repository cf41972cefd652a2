/** What the record of a community and its past are shown as. */
import type { AccountChange, AccountKind, ActRefusal, Named } from '../governance/index.ts';
import type {
  CategoryId,
  ChannelId,
  ChannelKind,
  MemberId,
  OpId,
  PaletteColour,
  Permission,
  RoleId,
} from '../model/index.ts';
import type { StepView } from './role-views.ts';

/** Who did something; `member` null where nobody vouched for the device that wrote it. */
export type ActorView = { readonly member: MemberId | null; readonly name: string };

export type AuditEntryView = {
  readonly op: OpId;
  readonly kind: AccountKind;
  readonly author: ActorView;
  readonly targets: readonly Named[];
  readonly reason: string;
  readonly changes: readonly AccountChange[];
  readonly at: number;
  /** Dated well before what its author had seen. */
  readonly datedBack: boolean;
  /** Null: it counts. */
  readonly refusal: ActRefusal | null;
};

export type AuditFilterInput = {
  readonly by: MemberId | null;
  readonly kinds: readonly AccountKind[];
  readonly target: string | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly counts: boolean | null;
};

/** A device whose log is split: two different acts stand in one place of it, and neither counts. */
export type ForkView = { readonly author: ActorView; readonly channel: string | null };

/** What somebody wrote in a channel that counts for nobody: words of their own, or changes to those of others. */
export type RejectedView = {
  readonly author: ActorView;
  readonly channel: string;
  readonly what: 'words' | 'others';
  readonly count: number;
};

export type AuditPage = {
  /** The newest first. */
  readonly entries: readonly AuditEntryView[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly forks: readonly ForkView[];
  readonly rejected: readonly RejectedView[];
};

/** What an act that counts rests on. */
export type GroundView =
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      readonly place: Named | null;
      readonly steps: readonly StepView[];
    }
  | { readonly kind: 'above-member' | 'above-role'; readonly target: Named }
  | { readonly kind: 'holds'; readonly permissions: readonly Permission[] }
  | { readonly kind: 'own' | 'owner' | 'founding' | 'admission' | 'mutual' }
  | { readonly kind: 'succession'; readonly absentDays: number };

export type AuditReasonView = {
  readonly entry: AuditEntryView;
  readonly grounds: readonly GroundView[];
  /** The latest that its author had seen; `more` beyond those named. */
  readonly seen: readonly AuditEntryView[];
  readonly seenAt: number | null;
  /** The decision that it falls to, where there is one. */
  readonly cause: AuditEntryView | null;
};

/** For the menus of the filter: everyone and everything that was ever called something. */
export type AuditNames = {
  readonly people: readonly { readonly id: MemberId; readonly name: string; readonly gone: boolean }[];
  readonly things: readonly { readonly named: Named; readonly gone: boolean }[];
};

export type OverturnedView = {
  readonly entry: AuditEntryView;
  /** The own person did it, or it was about them. */
  readonly mine: boolean;
  readonly cause: AuditEntryView | null;
  readonly noticedAt: number;
};

/** The community as of a moment; `step` of `steps` is the act that had just been done. */
export type PastMoment =
  | { readonly kind: 'at'; readonly ms: number }
  | { readonly kind: 'step'; readonly step: number };
export type PastView = {
  readonly at: number;
  /** When the community began. */
  readonly first: number;
  readonly founded: boolean;
  readonly step: number;
  readonly steps: number;
  readonly last: AuditEntryView | null;
  readonly name: string;
  readonly description: string;
  readonly owner: MemberId | null;
  readonly groups: readonly {
    readonly category: { readonly id: CategoryId; readonly name: string; readonly archived: boolean } | null;
    readonly channels: readonly PastChannel[];
  }[];
  /** From the highest down. */
  readonly roles: readonly PastRole[];
  readonly everyone: readonly Permission[];
  readonly members: readonly PastMember[];
};
export type PastChannel = {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly archived: boolean;
  /** Could be hidden from some. */
  readonly private: boolean;
};
export type PastRole = {
  readonly id: RoleId;
  readonly name: string;
  readonly colour: PaletteColour | null;
  readonly permissions: readonly Permission[];
  readonly members: number;
};
export type PastMember = {
  readonly id: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly roles: readonly RoleId[];
};

/** Who could see a channel then, of how many. */
export type ViewersView = {
  readonly channel: string;
  readonly members: number;
  readonly viewers: readonly {
    readonly id: MemberId;
    readonly name: string;
    readonly colour: PaletteColour;
  }[];
};
