/** What the sync layer asks of the envelope log: vectors, digests, gaps, segments. */
import { compareStrings } from '../../base/index.ts';
import { envelopesToSegment } from '../../crypto/index.ts';
import type { Segment } from '../../crypto/types.ts';
import {
  communityDigest,
  idToBytes,
  keyToStream,
  type LogId,
  type LogLength,
  limits,
  type Stream,
  type StreamDigest,
  vectorDigest,
} from '../../model/index.ts';
import type { ReadDb } from '../../ports/index.ts';
import type { StoreContext } from '../context.ts';
import type { ChainState, EnvelopeLog, GapFound, StoredEnvelope } from '../envelope-types.ts';
import { blobOrNull, envelopeIdOf, envelopeIdToNumber, id, int, str } from '../rows.ts';
import { type ChainRow, chainOf, chainsOfStream, chainToState, holds } from './chain-row.ts';
import { readEnvelopes } from './envelope-row.ts';
import { writtenSince } from './since.ts';

const streamsIn = (db: ReadDb): readonly Stream[] =>
  db
    .all('SELECT key FROM stream WHERE EXISTS (SELECT 1 FROM chain WHERE stream_id = stream.id) ORDER BY key')
    .flatMap((row) => keyToStream(str(row, 'key')) ?? []);

const chainStates = (context: StoreContext, db: ReadDb, stream: Stream): readonly ChainState[] => {
  const streamId = context.streamId(db, stream);
  if (streamId === null) return [];
  return chainsOfStream(db, streamId)
    .map((chain) => chainToState(context, db, chain))
    .sort((a, b) => compareStrings(a.log, b.log));
};

const vectorOf = (context: StoreContext, db: ReadDb, stream: Stream): readonly LogLength[] =>
  chainStates(context, db, stream).flatMap(({ log, length, head }) =>
    head === null ? [] : [{ log, length, head }],
  );

/** What one item costs in a segment beside its body: suite, epoch, counts, flags and cites. */
const itemBytes = (bodyBytes: number | null, cites: number): number =>
  24 + cites * 32 + (bodyBytes ?? 32) + 4;
/** Opening, previous, stream, log and signature. */
const segmentOverhead = 256;

/** Where to end a segment that starts at `from`: after the last signature that fits, or the first beyond. */
const endOfSegment = (db: ReadDb, chain: ChainRow, from: number, to: number): number | null => {
  const rows = db.all(
    `SELECT envelope.id AS id, length(body) AS size, length(cites.key) / 32 AS cites, signature IS NOT NULL AS signed
     FROM envelope JOIN cites ON cites.id = cites_id WHERE envelope.id >= ? AND envelope.id < ? ORDER BY envelope.id`,
    [envelopeIdOf(chain.id, from), envelopeIdOf(chain.id, from + limits.segmentItems)],
  );
  let bytes = segmentOverhead;
  let end: number | null = null;
  for (const [index, row] of rows.entries()) {
    const number = envelopeIdToNumber(int(row, 'id'));
    // A hole: prefix and island don't touch.
    if (number !== from + index || !holds(chain, number)) break;
    bytes += itemBytes(row['size'] === null ? null : int(row, 'size'), int(row, 'cites'));
    const beyond = number >= to || bytes > limits.segmentBytes || index >= limits.segmentItemsServed;
    if (beyond && end !== null) break;
    if (int(row, 'signed') === 1) end = number + 1;
    if (beyond && end !== null) break;
  }
  return end;
};

export const createLogReader = (context: StoreContext) => {
  const { suite } = context.deps;
  const hash = suite.hash;
  const digestOf = (db: ReadDb, stream: Stream): Uint8Array =>
    vectorDigest(hash, vectorOf(context, db, stream));
  const digestsOf = (db: ReadDb): readonly StreamDigest[] =>
    streamsIn(db).map((stream) => ({ stream, digest: digestOf(db, stream) }));
  const withChain = <T>(stream: Stream, log: LogId, task: (db: ReadDb, chain: ChainRow) => T): T | null =>
    context.read<{ readonly found: T } | null>((db) => {
      const chain = chainOf(context, db, stream, log);
      return chain && { found: task(db, chain) };
    })?.found ?? null;

  return {
    streams: () => context.read((db) => streamsIn(db)),
    chain: (stream, log) => withChain(stream, log, (db, chain) => chainToState(context, db, chain)),
    chains: (stream) => context.read((db) => chainStates(context, db, stream)),
    timelineLogs: (device) =>
      context.read((db) =>
        db
          .all(
            `SELECT log.key AS key FROM log WHERE device = ? AND EXISTS (
               SELECT 1 FROM chain JOIN stream ON stream.id = stream_id
               WHERE log_id = log.id AND stream.key <> 'governance')`,
            [idToBytes(device)],
          )
          .map((row) => id<LogId>(row, 'key')),
      ),
    writtenSince: (stream, log, sinceMs) =>
      withChain(stream, log, (db, chain) => writtenSince(db, chain, sinceMs)) ?? { before: 0, messages: 0 },
    opening: (log) => context.read((db) => context.logRow(db, log)?.opening ?? null),
    vector: (stream) => context.read((db) => vectorOf(context, db, stream)),
    digest: (stream) => context.read((db) => digestOf(db, stream)),
    digests: () => context.read((db) => digestsOf(db)),
    digestOfAll: () => context.read((db) => communityDigest(hash, digestsOf(db))),
    gaps: (stream) =>
      context.read((db) =>
        chainStates(context, db, stream)
          .flatMap(({ log, length, tail }): readonly (GapFound & { readonly end: number })[] =>
            tail === null ? [] : [{ stream, log, from: length, to: tail.from, end: tail.to }],
          )
          .sort((a, b) => b.end - a.end || compareStrings(a.log, b.log))
          .map(({ log, from, to }) => ({ stream, log, from, to })),
      ),
    segment: (stream, log, range, include): Segment | null =>
      withChain(stream, log, (db, chain) => {
        if (!holds(chain, range.from)) return null;
        const end = endOfSegment(db, chain, range.from, range.to);
        if (end === null) return null;
        const stored = readEnvelopes(context, db, chain, { from: range.from, to: end }, limits.segmentItems);
        const first = stored[0];
        if (first === undefined) return null;
        return envelopesToSegment(
          stored.map(({ envelope }) => envelope),
          {
            opening: include.opening ? context.logById(db, chain.logId).opening : null,
            previous: include.previous ? first.envelope.header.previous : null,
          },
        );
      }),
    envelope: (stream, log, number) =>
      withChain(
        stream,
        log,
        (db, chain) => readEnvelopes(context, db, chain, { from: number, to: number + 1 }, 1)[0] ?? null,
      ),
    envelopes: (stream, log, from, to) =>
      withChain(stream, log, (db, chain) => readEnvelopes(context, db, chain, { from, to }, to - from)) ?? [],
    governanceEnvelopes: () =>
      context.read((db): readonly StoredEnvelope[] => {
        const streamId = context.streamId(db, { kind: 'governance' });
        if (streamId === null) return [];
        return chainsOfStream(db, streamId).flatMap((chain) =>
          readEnvelopes(context, db, chain, { from: 0, to: chain.length }, chain.length),
        );
      }),
    envelopeCount: () =>
      context.read((db) => {
        const row = db.get(
          'SELECT coalesce(sum(length + coalesce(tail_to - tail_from, 0)), 0) AS count FROM chain',
        );
        return row ? int(row, 'count') : 0;
      }),
    forks: () =>
      context.read((db) =>
        db
          .all(
            'SELECT id, stream_id, log_id, frozen_at, fork_proof FROM chain WHERE fork_proof IS NOT NULL ORDER BY id',
          )
          .map((row) => ({
            stream: context.streamOf(db, int(row, 'stream_id')),
            log: context.logById(db, int(row, 'log_id')).log,
            at: int(row, 'frozen_at'),
            proof: blobOrNull(row, 'fork_proof') ?? new Uint8Array(),
          })),
      ),
  } satisfies Partial<EnvelopeLog>;
};
