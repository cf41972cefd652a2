/** Words: invites. */
export const invites = {};
