/** The contract's part on levels, mutes and do-not-disturb. */

export const notificationsCommands = {} as const;
export const notificationsQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type NotificationsCommandOutputs = Record<never, never>;
export type NotificationsQueryOutputs = Record<never, never>;
