/** The contract's part on roles, overwrites, and what a change of them would do. */

export const rolesCommands = {} as const;
export const rolesQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type RolesCommandOutputs = Record<never, never>;
export type RolesQueryOutputs = Record<never, never>;
