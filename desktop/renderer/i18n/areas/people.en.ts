/** Words: members: nicknames, roles, timeouts, removals, applicants. */
export const people = {};
