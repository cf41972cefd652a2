/** Words: ringing. */
export const ringing = {};
