/** Words: one’s own devices, recovery and guardians. */
export const devices = {};
