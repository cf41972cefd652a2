/** How the demo's connections are: a quiet evening at home. */
import type { ConnectionQuality } from '../../calls/quality/connection-quality.ts';

const voice = {
  bitsPerSecond: 38_000,
  loss: 0,
  jitterMs: 4,
  codec: 'opus',
  height: null,
  framesPerSecond: null,
} as const;

export const goodQuality: ConnectionQuality = {
  route: null,
  roundTripMs: 24,
  availableBits: 4_000_000,
  received: { microphone: { ...voice, freezes: 0 } },
  sent: { microphone: { ...voice, limitedBy: 'none' } },
};
