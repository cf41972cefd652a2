/** The contract's part on invites: making and steering them, the list, and the own request to come in. */

import type { InviteId, RoleId } from '@maru/sync-core';
import { type InvitesView, type InviteView, isInviteId, isRoleId, limits } from '@maru/sync-core';
import { z } from 'zod';
import { communityId } from '../ids.ts';

const inviteId = z.custom<InviteId>(isInviteId, 'not an invite id');
const roleId = z.custom<RoleId>(isRoleId, 'not a role id');

export const invitesCommands = {
  createInvite: z.object({
    community: communityId,
    maxAgeMs: z.number().int().positive().max(limits.inviteMaxAgeMs).nullable(),
    maxUses: z.number().int().min(1).max(limits.inviteMaxUses).nullable(),
    /** What who comes in by it is given. */
    roles: z.array(roleId).max(limits.rolesPerInvite).optional(),
    /** Whether somebody has to let them in. */
    approval: z.boolean().optional(),
  }),
  pauseInvite: z.object({ community: communityId, invite: inviteId, paused: z.boolean() }),
  /** For good. */
  revokeInvite: z.object({ community: communityId, invite: inviteId }),
  /** Takes the own request to come in back. */
  withdrawRequest: z.object({ community: communityId }),
  askAgain: z.object({ community: communityId }),
} as const;

export const invitesQueries = {
  invites: z.object({ community: communityId }),
} as const;

/** Only of commands that answer with more than "done". */
export type InvitesCommandOutputs = { createInvite: InviteView };
export type InvitesQueryOutputs = { invites: InvitesView };
