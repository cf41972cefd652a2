/** Words: call audio. */
export const callAudio = {};
