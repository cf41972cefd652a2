/** Microphone, hearing and sounds. */
export const AudioSettings = () => null;
