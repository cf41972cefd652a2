/** Rows to values. The casts to ids are this codec's: the rows were written from ids of that length. */
import {
  bytesToHex,
  type CommunityId,
  type DeviceId,
  decode,
  type Envelope,
  type EnvelopeHash,
  type EpochId,
  type LogId,
  type Stream,
  stream as streamCodec,
} from '@maru/sync-core';
import type { StoredLog } from './log-store.ts';

export type LogRow = {
  readonly stream: Buffer;
  readonly log: Buffer;
  readonly device: Buffer;
  readonly nonce: Buffer;
  readonly length: number;
  readonly head: Buffer;
  readonly bytes: number;
};

export type EnvelopeRow = {
  readonly number: number;
  readonly hash: Buffer;
  readonly suite: number;
  readonly epoch: Buffer;
  readonly cites: Buffer;
  readonly body_hash: Buffer;
  readonly body: Buffer | null;
  readonly signature: Buffer | null;
};

const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes);
const hashOf = (bytes: Uint8Array): EnvelopeHash => bytesToHex(bytes) as EnvelopeHash;

export const rowToStoredLog = (row: LogRow): StoredLog => {
  const stream = decode(streamCodec, row.stream);
  if (!stream.ok) throw new Error('the store holds a stream that is none');
  return {
    stream: stream.value,
    log: bytesToHex(row.log) as LogId,
    opening: { device: bytesToHex(row.device) as DeviceId, nonce: plain(row.nonce) },
    length: row.length,
    head: hashOf(row.head),
    bytes: row.bytes,
  };
};

const citesOf = (bytes: Buffer): EnvelopeHash[] => {
  const cites: EnvelopeHash[] = [];
  for (let at = 0; at < bytes.length; at += 32) cites.push(hashOf(bytes.subarray(at, at + 32)));
  return cites;
};

/** `rows` are consecutive; where `from` > 0 the first is the envelope before and only lends its hash. */
export const rowsToEnvelopes = (
  place: { readonly community: CommunityId; readonly stream: Stream; readonly log: LogId },
  rows: readonly EnvelopeRow[],
  from: number,
): readonly Envelope[] => {
  const envelopes: Envelope[] = [];
  let previous: EnvelopeHash | null = null;
  for (const row of rows) {
    const hash = hashOf(row.hash);
    if (row.number >= from)
      envelopes.push({
        header: {
          suite: row.suite,
          ...place,
          number: row.number,
          previous,
          epoch: bytesToHex(row.epoch) as EpochId,
          bodyHash: plain(row.body_hash),
          cites: citesOf(row.cites),
        },
        hash,
        body: row.body && plain(row.body),
        signature: row.signature && plain(row.signature),
      });
    previous = hash;
  }
  return envelopes;
};
