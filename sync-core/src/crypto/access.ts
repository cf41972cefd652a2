/**
 * Proof of access: what a relay (or a peer) checks from the community's id alone, before it
 * parses anything else [T14]. It says who connects, to whom, for which nonce; it can't be passed on.
 */
import { concatBytes, encode, err, ok, type Result, struct, text } from '../base/index.ts';
import { type CommunityId, communityId, type DeviceId, deviceId, idToBytes } from '../model/index.ts';
import { communityIdOf } from './names.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

/** The fields of the wire's `hello` that prove something. */
export type AccessProof = {
  readonly community: CommunityId;
  readonly accessKey: Uint8Array;
  readonly genesisHash: Uint8Array;
  /** The host that was dialled, or the peer's device id between clients. */
  readonly audience: string;
  readonly device: DeviceId;
  readonly accessSignature: Uint8Array;
  readonly deviceSignature: Uint8Array;
};

export type AccessClaim = Pick<AccessProof, 'community' | 'genesisHash' | 'audience' | 'device'> & {
  /** The acceptor's challenge. */
  readonly nonce: Uint8Array;
};

export type HelloError = {
  readonly kind: /** For another community than the link carries, or the id isn't made of this key and genesis. */
    | 'wrong-community'
    /** Made for someone else. */
    | 'wrong-audience'
    | 'access-signature'
    | 'device-signature';
};

export const audienceBytes = 256;
const claimed = struct({ audience: text(audienceBytes), community: communityId, device: deviceId });

const signedBytes = (claim: Omit<AccessClaim, 'genesisHash'>): Uint8Array =>
  concatBytes(tags.hello, claim.nonce, encode(claimed, claim));

/** The keys of a community's access secret, which every member holds. */
export const accessKeys = (suite: CipherSuite, accessSeed: Uint8Array): KeyPair =>
  suite.signingKeyPair(suite.derive(accessSeed, purposes.access, 32));

/** Answers a challenge. `nonce` has 32 bytes, `claim.audience` at most 256. */
export const signHello = (
  suite: CipherSuite,
  claim: AccessClaim,
  access: KeyPair,
  device: KeyPair,
): AccessProof => {
  const message = signedBytes(claim);
  return {
    community: claim.community,
    accessKey: access.publicKey,
    genesisHash: claim.genesisHash,
    audience: claim.audience,
    device: claim.device,
    accessSignature: suite.sign(message, access.secretKey),
    deviceSignature: suite.sign(message, device.secretKey),
  };
};

/**
 * Checks a proof against the own challenge. `community` is given where the link is for one already.
 * It proves possession of the access secret and of the device key, not membership.
 */
export const verifyHello = (
  suite: CipherSuite,
  proof: AccessProof,
  expected: {
    readonly nonce: Uint8Array;
    readonly audience: string;
    readonly community?: CommunityId | undefined;
  },
): Result<{ readonly community: CommunityId; readonly device: DeviceId }, HelloError> => {
  const { community, device } = proof;
  if (expected.community !== undefined && expected.community !== community)
    return err({ kind: 'wrong-community' });
  if (proof.audience !== expected.audience) return err({ kind: 'wrong-audience' });
  if (communityIdOf(suite, proof.accessKey, proof.genesisHash) !== community)
    return err({ kind: 'wrong-community' });
  const message = signedBytes({ nonce: expected.nonce, audience: proof.audience, community, device });
  if (!suite.verify(proof.accessSignature, message, proof.accessKey))
    return err({ kind: 'access-signature' });
  if (!suite.verify(proof.deviceSignature, message, idToBytes(device)))
    return err({ kind: 'device-signature' });
  return ok({ community, device });
};
