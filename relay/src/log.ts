/** Log lines never hold more of an id than is needed to tell two apart, and never a key or a token. */
import { bytesToHex } from '@maru/sync-core';

/** The first four bytes, as hex. */
export const shortId = (id: Uint8Array): string => bytesToHex(id.subarray(0, 4));
