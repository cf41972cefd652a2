/** SHA-256 in one call, where the platform has it native and synchronous. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;
