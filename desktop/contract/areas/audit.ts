/** The contract's part on what was done and why it counts, and the community as of a moment. */

export const auditCommands = {} as const;
export const auditQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type AuditCommandOutputs = Record<never, never>;
export type AuditQueryOutputs = Record<never, never>;
