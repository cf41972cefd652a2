/** Words: call quality. */
export const callQuality = {};
