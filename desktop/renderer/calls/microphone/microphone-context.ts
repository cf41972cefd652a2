/** Where the own voice is worked on: apart from what is heard, so that neither waits for the other's rate. */

/**
 * At 48 kHz, which strong suppression needs and calls are sent in. Firefox can't take in a device of another rate
 * than the context's, so there it is the system's; Chromium, told by what only its contexts can, converts.
 */
export const createMicrophoneContext = (): AudioContext =>
  'setSinkId' in AudioContext.prototype ? new AudioContext({ sampleRate: 48_000 }) : new AudioContext();
