/** What the host tells the UI of the community itself, its categories and channels. */
import type { HistorySetting, SuccessionPolicy } from '../governance/index.ts';
import type {
  CategoryId,
  ChannelId,
  MemberId,
  NotificationLevel,
  OpId,
  PaletteColour,
} from '../model/index.ts';
import type { PictureType } from './community/picture.ts';

export type PersonRef = {
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};

/** Why the own person can't write somewhere. */
export type SendRefusal =
  | { readonly kind: 'no-permission' }
  | { readonly kind: 'archived' }
  | { readonly kind: 'timed-out'; readonly until: number; readonly reason: string }
  | { readonly kind: 'rules-not-accepted' }
  /** The person took this device away. */
  | { readonly kind: 'device-removed' };

export type SuccessionView = {
  readonly policy: SuccessionPolicy;
  /** Null when the role is gone: then nobody can vote. */
  readonly roleName: string | null;
  readonly holders: number;
  /** From when on votes count, if the owner gives no sign before. */
  readonly opensAt: number;
  /** The own person holds the role. */
  readonly mayVote: boolean;
  readonly ownVote: MemberId | null;
  /** Votes that stand, most first. */
  readonly votes: readonly (PersonRef & { readonly count: number })[];
};

export type OverviewView = {
  readonly name: string;
  readonly description: string;
  /** Names the picture: see `CommunityPicture`. */
  readonly icon: string | null;
  readonly notifications: NotificationLevel;
  readonly systemChannel: ChannelId | null;
  /** Empty for none. */
  readonly rules: string;
  readonly mayManage: boolean;
  readonly owner: PersonRef | null;
  readonly isOwner: boolean;
  readonly ownerSeenAt: number;
  readonly succession: SuccessionView | null;
};

export type CommunityPicture = {
  readonly id: string;
  readonly type: PictureType;
  readonly bytes: Uint8Array;
};

/** The rules that the own person has yet to accept. */
export type OwedRules = { readonly id: OpId; readonly text: string };

export type ChannelSettingsView = {
  /** Of its own; it is read-only in an archived category too. */
  readonly archived: boolean;
  readonly categoryArchived: boolean;
  readonly slowModeSeconds: number;
  readonly history: HistorySetting;
  readonly outOfStep: boolean;
  readonly mayManage: boolean;
};

type Deleted = {
  readonly name: string;
  readonly by: PersonRef;
  readonly at: number;
  readonly restorableUntil: number;
};
export type DeletedPlacesView = {
  readonly channels: readonly (Deleted & { readonly id: ChannelId })[];
  /** With how many channels would go back into it. */
  readonly categories: readonly (Deleted & { readonly id: CategoryId; readonly channels: number })[];
};
