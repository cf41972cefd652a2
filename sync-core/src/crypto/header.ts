/** The signed part of an envelope: its binary form, its hash (which names it) and its signature. */
import {
  bytesToHex,
  type Codec,
  concatBytes,
  encode,
  fixedBytes,
  list,
  nullable,
  struct,
  uint,
} from '../base/index.ts';
import {
  communityId,
  type DeviceId,
  type EnvelopeHash,
  envelopeHash,
  epochId,
  idToBytes,
  limits,
  logId,
  stream,
} from '../model/index.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';
import type { EnvelopeHeader } from './types.ts';

const unsealedFields = {
  suite: uint(255),
  community: communityId,
  stream,
  log: logId,
  number: uint(limits.logNumber),
  previous: nullable(envelopeHash),
  epoch: epochId,
  cites: list(envelopeHash, limits.citesPerEnvelope),
} as const;

const unsealedHeader = struct(unsealedFields);
export const envelopeHeader: Codec<EnvelopeHeader> = struct({ ...unsealedFields, bodyHash: fixedBytes(32) });

/** The canonical bytes that an envelope's hash covers. */
export const headerToBytes = (header: EnvelopeHeader): Uint8Array => encode(envelopeHeader, header);

/** What the body is sealed with: the header but for the hash of what is being sealed. */
export const headerToAssociatedData = (header: Omit<EnvelopeHeader, 'bodyHash'>): Uint8Array =>
  concatBytes(tags.sealed, encode(unsealedHeader, header));

/** An envelope's name: SHA-256("maru/envelope" ‖ header). */
export const hashHeader = (suite: CipherSuite, header: EnvelopeHeader): EnvelopeHash =>
  bytesToHex(suite.hash(tags.envelope, headerToBytes(header))) as EnvelopeHash;

/** What the header says of the sealed body, so that the body can be erased and the chain still holds [S6]. */
export const hashBody = (suite: CipherSuite, body: Uint8Array): Uint8Array => suite.hash(tags.body, body);

const signedBytes = (hash: EnvelopeHash): Uint8Array => concatBytes(tags.signature, idToBytes(hash));

export const signEnvelopeHash = (
  suite: CipherSuite,
  hash: EnvelopeHash,
  deviceSecretKey: Uint8Array,
): Uint8Array => suite.sign(signedBytes(hash), deviceSecretKey);

/** Whether `device` signed the envelope called `hash`, and with it everything before it in its log [S5]. */
export const verifyEnvelopeSignature = (
  suite: CipherSuite,
  hash: EnvelopeHash,
  signature: Uint8Array,
  device: DeviceId,
): boolean => suite.verify(signature, signedBytes(hash), idToBytes(device));
