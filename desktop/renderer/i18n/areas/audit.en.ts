/** Words: what was done and why it counts, and the community as of a moment. */
export const audit = {};
