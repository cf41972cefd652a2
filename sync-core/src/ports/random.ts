/** Cryptographically strong randomness; a seeded generator in the simulation. */
export type Random = {
  bytes(count: number): Uint8Array;
};
