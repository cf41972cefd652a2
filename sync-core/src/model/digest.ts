/**
 * Digests of version vectors: what two ends compare before anything else. Relay and client must
 * compute the same bytes, so storage and relay both call these.
 */
import { bytesEqual, compareStrings, encode, struct, varint } from '../base/index.ts';
import { type EnvelopeHash, envelopeHash, type LogId, logId } from './ids.ts';
import { type Stream, stream, streamToKey } from './stream.ts';

/** SHA-256 of the parts, one after the other (`CipherSuite.hash`, or node:crypto's in the relay). */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array;

/** One log's prefix in a vector. */
export type LogLength = { readonly log: LogId; readonly length: number; readonly head: EnvelopeHash };
export type StreamDigest = { readonly stream: Stream; readonly digest: Uint8Array };

export const digestLength = 16;
const line = struct({ log: logId, length: varint, head: envelopeHash });

/**
 * First 16 bytes of SHA-256 over the lines (log, length, head), sorted by log. Logs of length 0 are left
 * out. An empty vector has the digest of nothing, whatever the stream.
 */
export const vectorDigest = (hash: Hash, logs: Iterable<LogLength>): Uint8Array => {
  const held = [...logs].filter((entry) => entry.length > 0).sort((a, b) => compareStrings(a.log, b.log));
  return hash(...held.map((entry) => encode(line, entry))).slice(0, digestLength);
};

/** First 16 bytes of SHA-256 over (stream, digest), sorted by stream key; streams with an empty vector are left out. */
export const communityDigest = (hash: Hash, streams: Iterable<StreamDigest>): Uint8Array => {
  const empty = hash().slice(0, digestLength);
  const held = [...streams]
    .filter((entry) => !bytesEqual(entry.digest, empty))
    .sort((a, b) => compareStrings(streamToKey(a.stream), streamToKey(b.stream)));
  const parts: Uint8Array[] = [];
  for (const entry of held) parts.push(encode(stream, entry.stream), entry.digest);
  return hash(...parts).slice(0, digestLength);
};
