/** Words: reports, automatic rules, and hiding what was written. */
export const moderation = {};
