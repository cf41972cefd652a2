/** Where ids come from: each is a hash that anyone can check and nobody can choose. */
import { bytesToHex, encode, struct, varint } from '../base/index.ts';
import {
  type CommunityId,
  type EpochId,
  genesisToBytes,
  idToBytes,
  type LogId,
  logId,
  type OperationOf,
  type OpId,
  type Stream,
  stream as streamCodec,
} from '../model/index.ts';
import { rememberLast } from './remember-last.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';
import type { LogOpening } from './types.ts';

/** SHA-256 of the genesis operation: 32 bytes that the community's id commits to. */
export const genesisHashOf = (suite: CipherSuite, op: OperationOf<'genesis'>): Uint8Array =>
  suite.hash(tags.genesis, genesisToBytes(op));

/** A community's id commits to its first operation and to the key that proves access to it. */
export const communityIdOf = (
  suite: CipherSuite,
  accessPublicKey: Uint8Array,
  genesisHash: Uint8Array,
): CommunityId => bytesToHex(suite.hash(tags.community, accessPublicKey, genesisHash)) as CommunityId;

/** The first epoch of a community is named by its genesis. */
export const genesisEpochId = (genesisHash: Uint8Array): EpochId =>
  bytesToHex(genesisHash.subarray(0, 16)) as EpochId;

/** A later epoch is named by the operation that opened it. */
export const opToEpochId = (id: OpId): EpochId => id as string as EpochId;

/** A log's id commits to the device that writes it and to this incarnation's nonce. */
export const logIdOf = (suite: CipherSuite, opening: LogOpening): LogId =>
  bytesToHex(suite.hash(tags.log, idToBytes(opening.device), opening.nonce)) as LogId;

const chainPart = struct({ stream: streamCodec, log: logId });
const placePart = struct({ number: varint, index: varint });
const chainToBytes = rememberLast((stream: Stream, log: LogId) => encode(chainPart, { stream, log }));

/** An operation's id is its place: its maker can't choose it. */
export const opIdOf = (suite: CipherSuite, stream: Stream, log: LogId, number: number, index: number): OpId =>
  bytesToHex(
    suite.hash(tags.op, chainToBytes(stream, log), encode(placePart, { number, index })).subarray(0, 16),
  ) as OpId;
