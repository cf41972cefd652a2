/** The contract's part on members: nicknames, roles, timeouts, removals, applicants. */

export const peopleCommands = {} as const;
export const peopleQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type PeopleCommandOutputs = Record<never, never>;
export type PeopleQueryOutputs = Record<never, never>;
