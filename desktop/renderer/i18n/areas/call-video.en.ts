/** Words: call video. */
export const callVideo = {};
