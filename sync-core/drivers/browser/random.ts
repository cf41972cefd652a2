import type { Random } from '../../src/ports/index.ts';

/** `getRandomValues` fills at most this much in one call. */
const quotaBytes = 65_536;

/** The browser's cryptographic generator. */
export const createBrowserRandom = (): Random => ({
  bytes(count) {
    const bytes = new Uint8Array(count);
    for (let offset = 0; offset < count; offset += quotaBytes) {
      crypto.getRandomValues(bytes.subarray(offset, Math.min(offset + quotaBytes, count)));
    }
    return bytes;
  },
});
