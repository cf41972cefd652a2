/** What the host tells the UI of invites: who made which, what it gives, whether it still lets somebody in. */
import type { GovernanceRefusal } from '../governance/index.ts';
import type { InviteId, MemberId, PaletteColour, RoleId } from '../model/index.ts';

/** What an invite lets its followers do now. */
export type InviteState = 'open' | 'paused' | 'expired' | 'used-up' | 'revoked';

export type InviteRoleView = {
  readonly id: RoleId;
  readonly name: string;
  readonly colour: PaletteColour | null;
};

export type InviteRow = {
  readonly id: InviteId;
  readonly by: { readonly member: MemberId; readonly name: string; readonly colour: PaletteColour };
  readonly mine: boolean;
  readonly uses: number;
  readonly maxUses: number | null;
  readonly expiresAt: number | null;
  readonly roles: readonly InviteRoleView[];
  readonly approval: boolean;
  readonly state: InviteState;
  /** How many who followed it wait to be let in. */
  readonly waiting: number;
  /** Only on the device that made it: nobody else holds its secret. */
  readonly link: string | null;
  /** Whether the own person may pause, resume and revoke it. */
  readonly mayChange: boolean;
};

/** A role that an invite could give, and what keeps the own person from giving it. */
export type InviteRoleOffer = InviteRoleView & { readonly refusal: GovernanceRefusal | null };

export type InvitesView = {
  /** False: only one's own are shown. */
  readonly all: boolean;
  /** Those that let somebody in first; the newest first among them. */
  readonly invites: readonly InviteRow[];
  /** Why no invite can be made, or null. */
  readonly refusal: GovernanceRefusal | null;
  /** From the highest down. */
  readonly roles: readonly InviteRoleOffer[];
};

/** A link that was just made. */
export type InviteView = {
  readonly id: InviteId;
  readonly link: string;
  readonly expiresAt: number | null;
  readonly maxUses: number | null;
};
