import { randomFillSync } from 'node:crypto';
import type { Random } from '../../src/ports/index.ts';

/** The operating system's cryptographic generator. */
export const createNodeRandom = (): Random => ({
  bytes: (count) => randomFillSync(new Uint8Array(count)),
});
