/**
 * Invites: a key pair whose public half governance knows (`inviteCreated`) and whose seed is in the
 * link. Joining is a signature by it over who joins, so a seen proof lets nobody else in.
 */
import { bytesToHex, concatBytes } from '../base/index.ts';
import { type CommunityId, type DeviceId, type InviteId, idToBytes, type MemberId } from '../model/index.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

export const inviteSeedBytes = 32;

export type InviteKeys = {
  readonly signing: KeyPair;
  /** Epochs that open while the invite is open are sealed to it too. */
  readonly agreement: KeyPair;
  readonly invite: InviteId;
};

/** An invite's keys from its 32-byte seed. */
export const inviteKeys = (suite: CipherSuite, seed: Uint8Array): InviteKeys => {
  const signing = suite.signingKeyPair(suite.derive(seed, purposes.inviteSigning, 32));
  const agreement = suite.agreementKeyPair(suite.derive(seed, purposes.inviteAgreement, 32));
  return { signing, agreement, invite: bytesToHex(signing.publicKey) as InviteId };
};

const provenBytes = (community: CommunityId, member: MemberId, device: DeviceId): Uint8Array =>
  concatBytes(tags.inviteProof, idToBytes(community), idToBytes(member), idToBytes(device));

/** The `proof` of `memberJoined.invite`. */
export const inviteProof = (
  suite: CipherSuite,
  community: CommunityId,
  member: MemberId,
  device: DeviceId,
  invite: KeyPair,
): Uint8Array => suite.sign(provenBytes(community, member, device), invite.secretKey);

/** Whether the holder of `invite` let this device of this member in. */
export const verifyInviteProof = (
  suite: CipherSuite,
  community: CommunityId,
  member: MemberId,
  device: DeviceId,
  invite: InviteId,
  proof: Uint8Array,
): boolean => suite.verify(proof, provenBytes(community, member, device), idToBytes(invite));
