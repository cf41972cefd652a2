/** The contract's part on reports, automatic rules, and hiding what was written. */

export const moderationCommands = {} as const;
export const moderationQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type ModerationCommandOutputs = Record<never, never>;
export type ModerationQueryOutputs = Record<never, never>;
