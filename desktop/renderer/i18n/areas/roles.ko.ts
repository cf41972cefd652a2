/** Words: roles, overwrites, and what a change of them would do. */
export const roles = {};
