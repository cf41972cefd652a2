/** The contract's part on invites. */

export const invitesCommands = {} as const;
export const invitesQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type InvitesCommandOutputs = Record<never, never>;
export type InvitesQueryOutputs = Record<never, never>;
