/** Loudness as people and meters read it: dBFS, 0 at the loudest that fits. */

/** Below anything a microphone picks up; stands for silence, which has no logarithm. */
export const silenceDb = -100;

/** Of a root mean square from 0 to 1. */
export const toDb = (level: number): number =>
  level > 0 ? Math.max(silenceDb, 20 * Math.log10(level)) : silenceDb;

/** Root mean square of the samples. */
export const levelOf = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length > 0 ? Math.sqrt(sum / samples.length) : 0;
};
