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
  type CommunityId,
  communityId,
  type DeviceId,
  type EnvelopeHash,
  type EpochId,
  envelopeHash,
  epochId,
  idToBytes,
  type LogId,
  limits,
  logId,
  type Stream,
  stream,
} from '../model/index.ts';
import { rememberLast } from './remember-last.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';
import type { EnvelopeHeader } from './types.ts';

const writerFields = { suite: uint(255), community: communityId, stream, log: logId } as const;
const placeFields = { number: uint(limits.logNumber), previous: nullable(envelopeHash) } as const;
const contextFields = { epoch: epochId, cites: list(envelopeHash, limits.citesPerEnvelope) } as const;

export const envelopeHeader: Codec<EnvelopeHeader> = struct({
  ...writerFields,
  ...placeFields,
  ...contextFields,
  bodyHash: fixedBytes(32),
});

/** The canonical bytes that an envelope's hash covers. */
export const headerToBytes = (header: EnvelopeHeader): Uint8Array => encode(envelopeHeader, header);

// A struct is its fields one after the other, so a header is also its parts one after the other. Those that a log's
// envelopes share are not encoded for each.
const writerPart = struct(writerFields);
const placePart = struct(placeFields);
const contextPart = struct(contextFields);
const writerToBytes = rememberLast((suite: number, community: CommunityId, of: Stream, log: LogId) =>
  encode(writerPart, { suite, community, stream: of, log }),
);
const contextToBytes = rememberLast((epoch: EpochId, cites: readonly EnvelopeHash[]) =>
  encode(contextPart, { epoch, cites }),
);

const unsealedParts = (header: Omit<EnvelopeHeader, 'bodyHash'>): readonly Uint8Array[] => [
  writerToBytes(header.suite, header.community, header.stream, header.log),
  encode(placePart, header),
  contextToBytes(header.epoch, header.cites),
];

/** What the body is sealed with: the header but for the hash of what is being sealed. */
export const headerToAssociatedData = (header: Omit<EnvelopeHeader, 'bodyHash'>): Uint8Array =>
  concatBytes(tags.sealed, ...unsealedParts(header));

/** An envelope's name: SHA-256("maru/envelope" ‖ header). */
export const hashHeader = (suite: CipherSuite, header: EnvelopeHeader): EnvelopeHash =>
  bytesToHex(suite.hash(tags.envelope, ...unsealedParts(header), header.bodyHash)) as EnvelopeHash;

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
