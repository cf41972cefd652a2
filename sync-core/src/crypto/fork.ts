/** Fork proofs: two signed envelopes of one log and number. Anyone can check one [S4]. */
import { assert, type CodecValue, err, ok, type Result } from '../base/index.ts';
import { type CommunityId, type EnvelopeHash, limits, streamToKey } from '../model/index.ts';
import { hashHeader, verifyEnvelopeSignature } from './header.ts';
import { logIdOf } from './names.ts';
import type { CipherSuite } from './suite.ts';
import type { Envelope, EnvelopeHeader, ForkProof, forkHeader, LogOpening } from './types.ts';

type ForkSide = CodecValue<typeof forkHeader>;

const toSide = (envelope: Envelope): ForkSide => {
  const { signature } = envelope;
  assert(signature !== null, 'a fork is proved by signed envelopes');
  const { suite, previous, epoch, bodyHash, cites } = envelope.header;
  return { suite, previous, epoch, bodyHash, cites, signature };
};

/**
 * A proof from two different envelopes with one place in one log, both with their signature.
 * `null` when they don't contradict each other. The sides are in order of hash, so that a fork has one proof.
 */
export const envelopesToForkProof = (a: Envelope, b: Envelope, opening: LogOpening): ForkProof | null => {
  const same =
    a.header.log === b.header.log &&
    a.header.number === b.header.number &&
    a.header.community === b.header.community &&
    streamToKey(a.header.stream) === streamToKey(b.header.stream);
  if (!same || a.hash === b.hash) return null;
  const [first, second] = a.hash < b.hash ? [a, b] : [b, a];
  const { stream, log, number } = a.header;
  return { stream, log, number, opening, a: toSide(first), b: toSide(second) };
};

const sideToHeader = (community: CommunityId, proof: ForkProof, side: ForkSide): EnvelopeHeader => {
  const { stream, log, number } = proof;
  const { suite, previous, epoch, bodyHash, cites } = side;
  return { suite, community, stream, log, number, previous, epoch, bodyHash, cites };
};

const sideHash = (
  suite: CipherSuite,
  community: CommunityId,
  proof: ForkProof,
  side: ForkSide,
): Result<EnvelopeHash, null> => {
  if (side.suite !== suite.id || (proof.number === 0) !== (side.previous === null)) return err(null);
  const hash = hashHeader(suite, sideToHeader(community, proof, side));
  return verifyEnvelopeSignature(suite, hash, side.signature, proof.opening.device) ? ok(hash) : err(null);
};

/** Whether the proof shows that this log's device signed two different envelopes for one place. */
export const verifyForkProof = (suite: CipherSuite, community: CommunityId, proof: ForkProof): boolean => {
  if (proof.number > limits.logNumber || logIdOf(suite, proof.opening) !== proof.log) return false;
  const a = sideHash(suite, community, proof, proof.a);
  const b = sideHash(suite, community, proof, proof.b);
  return a.ok && b.ok && a.value < b.value;
};
