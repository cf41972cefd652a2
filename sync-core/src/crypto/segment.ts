/**
 * Segments: a run of one log as it travels, vouched for by its last signature [S5].
 * Refuses a segment whose opening doesn't make the log's id, whose items don't link to what the
 * receiver holds, whose last signature is not the device's, or which nobody could send on whole: it may
 * have come without opening and previous hash, and goes to a newcomer with them.
 */
import { assert, err, ok, type Result } from '../base/index.ts';
import { type CommunityId, type EnvelopeHash, limits, streamToKey } from '../model/index.ts';
import { hashBody, hashHeader, verifyEnvelopeSignature } from './header.ts';
import { logIdOf } from './names.ts';
import type { CipherSuite } from './suite.ts';
import type { Envelope, EnvelopeContext, LogOpening, Segment, SegmentItem } from './types.ts';

export type SegmentError = {
  readonly kind: /** No opening here and none known: whose log this is can't be told. */
    | 'unknown-log'
    /** The opening doesn't make the log's id. */
    | 'wrong-opening'
    /** What comes before was neither sent nor known. */
    | 'unknown-previous'
    /** It links to another envelope than the one held: a gap, or a fork. */
    | 'wrong-previous'
    /** Empty, numbered beyond the limit, or an item with both or neither of body and body hash. */
    | 'malformed'
    | 'unknown-suite'
    /** With everything in it, it is beyond a frame. */
    | 'too-large'
    | 'signature';
};

export type KnownLog = {
  readonly opening: LogOpening | null;
  readonly previous: EnvelopeHash | null;
  /** Of the envelope before, asked for only when a segment leaves it out. */
  readonly context?: () => EnvelopeContext | null;
};

/** Bytes of its frame with everything in it, rather too many than too few. */
const wholeBytes = ({ items }: Segment): number =>
  items.reduce(
    (sum, { cites, body }) => sum + 80 + 32 * (cites?.length ?? 0) + (body?.length ?? 0),
    400 + 32 * limits.citesPerEnvelope,
  );

const bodyHashOf = (suite: CipherSuite, item: SegmentItem): Uint8Array | null => {
  if (item.body !== null) return item.bodyHash === null ? hashBody(suite, item.body) : null;
  return item.bodyHash;
};

const previousOf = (segment: Segment, known: KnownLog): Result<EnvelopeHash | null, SegmentError> => {
  if (segment.from === 0) return segment.previous === null ? ok(null) : err({ kind: 'malformed' });
  const previous = segment.previous ?? known.previous;
  if (previous === null) return err({ kind: 'unknown-previous' });
  if (known.previous !== null && known.previous !== previous) return err({ kind: 'wrong-previous' });
  return ok(previous);
};

const needsContext = ({ from, items: [first] }: Segment): boolean =>
  from > 0 && first !== undefined && (first.epoch === null || first.cites === null);

/**
 * The envelopes of a segment, rebuilt and verified. Only the last carries a signature.
 * `known` is what the receiver holds: the log's opening, and hash and context of envelope `from` − 1.
 */
export const segmentToEnvelopes = (
  suite: CipherSuite,
  community: CommunityId,
  segment: Segment,
  known: KnownLog,
): Result<readonly Envelope[], SegmentError> => {
  const { stream, log, from, items } = segment;
  if (items.length === 0 || from + items.length - 1 > limits.logNumber) return err({ kind: 'malformed' });
  if (wholeBytes(segment) > limits.frameBytes) return err({ kind: 'too-large' });
  const opening = segment.opening ?? known.opening;
  if (opening === null) return err({ kind: 'unknown-log' });
  if (logIdOf(suite, opening) !== log) return err({ kind: 'wrong-opening' });
  const before = previousOf(segment, known);
  if (!before.ok) return before;

  const envelopes: Envelope[] = [];
  let previous = before.value;
  let context = needsContext(segment) ? (known.context?.() ?? null) : null;
  if (context === null && needsContext(segment)) return err({ kind: 'unknown-previous' });
  for (const [index, item] of items.entries()) {
    if (item.suite !== suite.id) return err({ kind: 'unknown-suite' });
    const bodyHash = bodyHashOf(suite, item);
    if (bodyHash === null) return err({ kind: 'malformed' });
    const epoch = item.epoch ?? context?.epoch;
    const cites = item.cites ?? context?.cites;
    if (epoch === undefined || cites === undefined) return err({ kind: 'malformed' });
    const header = {
      suite: item.suite,
      community,
      stream,
      log,
      number: from + index,
      previous,
      epoch,
      bodyHash,
      cites,
    };
    const hash = hashHeader(suite, header);
    const signature = index === items.length - 1 ? segment.signature : null;
    envelopes.push({ header, hash, body: item.body, signature });
    previous = hash;
    context = header;
  }
  if (previous === null || !verifyEnvelopeSignature(suite, previous, segment.signature, opening.device))
    return err({ kind: 'signature' });
  return ok(envelopes);
};

const sameCites = (a: readonly EnvelopeHash[], b: readonly EnvelopeHash[]): boolean =>
  a === b || (a.length === b.length && a.every((hash, index) => hash === b[index]));

/** What must be said of a context after another. */
const lessThan = (
  { epoch, cites }: Pick<SegmentItem, 'epoch' | 'cites'>,
  before: EnvelopeContext | null,
): Pick<SegmentItem, 'epoch' | 'cites'> => ({
  epoch: epoch === before?.epoch ? null : epoch,
  cites: cites && before && sameCites(cites, before.cites) ? null : cites,
});

/**
 * Without what a receiver knows who holds the opening and the envelope before: half of a short message.
 * `before` is that envelope's context, null where the sender hasn't got it at hand.
 */
export const toBareSegment = (segment: Segment, before: EnvelopeContext | null): Segment => {
  const [first, ...rest] = segment.items;
  if (segment.from === 0 || first === undefined) return segment;
  const items = [{ ...first, ...lessThan(first, before) }, ...rest];
  return { ...segment, opening: null, previous: null, items };
};

/**
 * A segment of consecutive envelopes of one log; the last must hold its signature. `with.opening` and
 * `with.previous` are sent along when the receiver may lack them (null otherwise).
 */
export const envelopesToSegment = (
  envelopes: readonly Envelope[],
  withThem: { readonly opening: LogOpening | null; readonly previous: EnvelopeHash | null },
): Segment => {
  const first = envelopes[0];
  const last = envelopes.at(-1);
  assert(first !== undefined && last !== undefined, 'a segment has an envelope');
  assert(last.signature !== null, 'a segment ends with a signature');
  const { stream, log, number: from } = first.header;
  const items = envelopes.map((envelope, index): SegmentItem => {
    const { header, body } = envelope;
    assert(header.number === from + index && header.log === log, 'a segment is consecutive');
    assert(streamToKey(header.stream) === streamToKey(stream), 'a segment has one stream');
    const bodyHash = body === null ? header.bodyHash : null;
    const { epoch, cites } = lessThan(header, envelopes[index - 1]?.header ?? null);
    return { suite: header.suite, epoch, cites, body, bodyHash };
  });
  const previous = from === 0 ? null : withThem.previous;
  return { stream, log, from, opening: withThem.opening, previous, items, signature: last.signature };
};
