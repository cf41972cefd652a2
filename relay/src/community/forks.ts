/** Fork proofs that are handed in: kept only for a log that is held, when they prove what they say [S4]. */
import { type CipherSuite, type ForkProof, verifyForkProof } from '@maru/sync-core';
import type { HubIndex } from './hub.ts';

/** True when the proof is sound and says something new. */
export const acceptForkProof = (
  deps: { readonly suite: CipherSuite },
  hub: HubIndex,
  proof: ForkProof,
): boolean => {
  const entry = hub.entry(proof.stream, proof.log);
  if (!entry || (entry.fork && entry.fork.number <= proof.number)) return false;
  return verifyForkProof(deps.suite, hub.id, proof);
};
