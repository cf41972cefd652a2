/**
 * People and their devices. An identity key comes from the recovery seed; each device has, per
 * community, keys of its own (relays can't link its communities), certified by the identity [T10].
 */
import { bytesToHex, concatBytes } from '../base/index.ts';
import {
  type CommunityId,
  type DeviceCertificate,
  type DeviceId,
  idToBytes,
  type MemberId,
} from '../model/index.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

/** A person's signing keys; the `MemberId` is the public key. */
export const identityKeys = (suite: CipherSuite, recoverySeed: Uint8Array): KeyPair =>
  suite.signingKeyPair(suite.derive(recoverySeed, purposes.identity, 32));

export const keyToMemberId = (publicKey: Uint8Array): MemberId => bytesToHex(publicKey) as MemberId;
export const keyToDeviceId = (publicKey: Uint8Array): DeviceId => bytesToHex(publicKey) as DeviceId;

export type DeviceKeys = {
  readonly signing: KeyPair;
  readonly agreement: KeyPair;
  readonly device: DeviceId;
};

/** An installation's keys in one community, from its own seed (which no recovery phrase restores). */
export const deviceKeys = (
  suite: CipherSuite,
  deviceSeed: Uint8Array,
  community: CommunityId,
): DeviceKeys => {
  const seedFor = (purpose: string) => suite.derive(deviceSeed, `${purpose}/${community}`, 32);
  const signing = suite.signingKeyPair(seedFor(purposes.deviceSigning));
  const agreement = suite.agreementKeyPair(seedFor(purposes.deviceAgreement));
  return { signing, agreement, device: keyToDeviceId(signing.publicKey) };
};

const certifiedBytes = (
  community: CommunityId,
  member: MemberId,
  device: DeviceId,
  agreementKey: Uint8Array,
) => concatBytes(tags.certificate, idToBytes(community), idToBytes(member), idToBytes(device), agreementKey);

/** The identity's word that `device` acts for it in `community` and reads with `agreementKey`. */
export const issueCertificate = (
  suite: CipherSuite,
  identity: KeyPair,
  community: CommunityId,
  device: DeviceId,
  agreementKey: Uint8Array,
): DeviceCertificate => {
  const member = keyToMemberId(identity.publicKey);
  const signature = suite.sign(certifiedBytes(community, member, device, agreementKey), identity.secretKey);
  return { member, device, agreementKey, signature };
};

/** Whether `certificate.member` signed it, for this community. */
export const verifyCertificate = (
  suite: CipherSuite,
  community: CommunityId,
  certificate: DeviceCertificate,
): boolean => {
  const { member, device, agreementKey, signature } = certificate;
  return suite.verify(signature, certifiedBytes(community, member, device, agreementKey), idToBytes(member));
};
