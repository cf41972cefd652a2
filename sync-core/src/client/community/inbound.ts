/**
 * The read path: a segment → verified → decrypted → stored and projected, inside a commit [S2].
 * Whatever a peer or relay sends ends here as a value: applied, gap, forked, frozen or refused.
 */
import { encode } from '../../base/index.ts';
import {
  type Envelope,
  envelopesToForkProof,
  type ForkProof,
  forkProof as forkProofCodec,
  type KnownLog,
  openEnvelope,
  type Segment,
  segmentToEnvelopes,
  verifyForkProof,
} from '../../crypto/index.ts';
import type { EnvelopeContent, LogId, Stream } from '../../model/index.ts';
import type { AppendOutcome, AppendRun, ForkFound, OpenedContent } from '../../storage/index.ts';
import type { LogState, Received } from '../../sync/index.ts';
import { type Changes, noteGrown, noteOperations, noteTimeline } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { changedReaches, toGovernanceEnvelope } from './governance-state.ts';
import type { OverturnedNotices } from './overturned-notices.ts';
import { sayAgain, wordsBeyond } from './own-words.ts';
import type { Writer } from './writer.ts';

export type Inbound = {
  receive(segment: Segment, changes: Changes): Received;
  /** False when the proof proves nothing or is known. */
  receiveFork(proof: ForkProof, changes: Changes): boolean;
  logState(stream: Stream, log: LogId): LogState;
  /** After governance changed by any way: keys it brings, envelopes that waited, verdicts that differ. */
  settle(changes: Changes): void;
  /** After keys came by another way than governance. */
  keysCame(changes: Changes): void;
};

/** How many envelopes are opened at once when a key arrives. */
const unlockBatch = 256;

/** What an envelope holds, as far as the keys at hand tell. */
export const openContent = (
  { suite, keys }: Pick<CommunityCore, 'suite' | 'keys'>,
  envelope: Envelope,
): OpenedContent => {
  if (envelope.body === null) return { kind: 'erased' };
  const key = keys.get(envelope.header.epoch);
  if (key === null) return { kind: 'no-key' };
  const opened = openEnvelope(suite, envelope, key);
  if (opened.ok) return { kind: 'opened', content: opened.value };
  return { kind: opened.error.kind === 'erased' ? 'erased' : 'bad-content' };
};

export const createInbound = (core: CommunityCore, writer: Writer, notices: OverturnedNotices): Inbound => {
  const { suite, community, store, governance, keys } = core;
  let settled = governance.current();

  const logState = (stream: Stream, log: LogId): LogState => {
    const chain = store.chain(stream, log);
    if (chain === null) return { log, length: 0, head: null, tail: null };
    const tail = chain.tail === null ? null : { from: chain.tail.from, to: chain.tail.to };
    return { log, length: chain.length, head: chain.head, tail };
  };

  const open = (envelope: Envelope) => openContent(core, envelope);

  /** What is held before a segment, read only as far as it is asked for. */
  const knownBefore = ({ stream, log, from }: Segment): KnownLog => {
    const opening = store.opening(log);
    if (from === 0) return { opening, previous: null };
    const { length, head } = logState(stream, log);
    let before: Envelope | null | undefined;
    const read = () => (before ??= store.envelope(stream, log, from - 1)?.envelope ?? null);
    const previous = from === length ? head : (read()?.hash ?? null);
    return { opening, previous, context: () => read()?.header ?? null };
  };

  const toRun = (segment: Segment, envelopes: readonly Envelope[]): AppendRun => ({
    stream: segment.stream,
    log: segment.log,
    opening: segment.opening,
    items: envelopes.map((envelope) => ({ envelope, content: open(envelope) })),
  });

  const proveFork = (found: ForkFound): ForkProof | null => {
    const held = store.envelope(found.stream, found.log, found.number)?.envelope;
    const opening = store.opening(found.log);
    if (!held?.signature || !found.other?.signature || opening === null) return null;
    return envelopesToForkProof(held, found.other, opening);
  };

  const freeze = (proof: ForkProof, changes: Changes): void => {
    const { stream, log, number } = proof;
    const own = store.opening(log)?.device === core.device.device;
    const words = own ? wordsBeyond(core, open, stream, log, number) : [];
    noteTimeline(changes, store.freeze(stream, log, number, encode(forkProofCodec, proof)));
    if (stream.kind === 'governance') {
      reloadGovernance();
      changes.governance = true;
    }
    if (!own) return;
    changes.ownFork = true;
    if (log === writer.log()) writer.startIncarnation();
    sayAgain(core, writer, { stream, log }, words, changes);
  };

  const reloadGovernance = (): void => governance.reopen(governanceEnvelopes(core));

  const absorbGovernance = (outcome: AppendOutcome, changes: Changes): void => {
    const fresh = outcome.added.flatMap(({ envelope, content }) => {
      const device = store.opening(envelope.header.log)?.device;
      return content.kind === 'opened' && device
        ? [toGovernanceEnvelope(envelope, device, content.content)]
        : [];
    });
    if (governance.absorb(fresh)) changes.governance = true;
  };

  const noteArrived = ({ header }: Envelope, { ops, time }: EnvelopeContent, changes: Changes): void => {
    const { stream, log, number } = header;
    if (stream.kind !== 'channel') return;
    for (const [index, op] of ops.entries()) {
      if (op.type !== 'posted') continue;
      const { thread, mentions } = op;
      const place = { stream, log, number, index, thread };
      changes.arrived.push({ ...place, at: time.ms, mentions: mentions.length > 0 });
    }
  };

  const noteAdded = (segment: Segment, outcome: AppendOutcome, changes: Changes): void => {
    if (outcome.added.length === 0) return;
    noteTimeline(changes, outcome.timeline);
    noteGrown(changes, segment.stream, segment.log);
    for (const { envelope, content } of outcome.added) {
      if (content.kind !== 'opened') continue;
      noteArrived(envelope, content.content, changes);
      writer.seen(content.content.time);
      noteOperations(changes, segment.stream, content.content.ops, false);
    }
    if (segment.stream.kind === 'channel') changes.fresh.push(...outcome.timeline.messages);
  };

  /** Opens what waited for a key that is held now. True when it held governance. */
  const openWaiting = (changes: Changes): boolean => {
    let governs = false;
    for (const { epoch } of store.missingEpochs()) {
      if (keys.get(epoch) === null) continue;
      for (;;) {
        const waiting = store.waitingForEpoch(epoch, unlockBatch);
        if (waiting.length === 0) break;
        const items = waiting.map(({ envelope }) => ({
          stream: envelope.header.stream,
          log: envelope.header.log,
          number: envelope.header.number,
          content: open(envelope),
        }));
        noteTimeline(changes, store.unlock(items));
        governs ||= items.some(({ stream }) => stream.kind === 'governance');
        if (waiting.length < unlockBatch) break;
      }
    }
    if (governs) {
      reloadGovernance();
      changes.governance = true;
    }
    return governs;
  };

  const settle = (changes: Changes): void => {
    const before = settled;
    if (before === governance.current()) return;
    let after = before;
    // What a key opens may be governance that brings the next key.
    do {
      const { epochs, sealings } = after;
      after = governance.current();
      if (epochs !== after.epochs || sealings !== after.sealings) keys.take(after);
    } while (openWaiting(changes));
    noteTimeline(changes, store.rejudge({ kind: 'waiting' }));
    const reaches = changedReaches(before, after).flatMap(({ device, from, sinceMs }) =>
      store.timelineLogs(device).map((log) => ({ log, from, sinceMs })),
    );
    if (reaches.length > 0) noteTimeline(changes, store.rejudge({ kind: 'beyond', reaches }));
    settled = after;
    notices.note(governance.takeOverturned(), changes);
  };

  return {
    logState,
    settle,
    keysCame(changes) {
      keys.take(governance.current());
      if (openWaiting(changes)) settle(changes);
    },
    receive(segment, changes) {
      const { stream, log } = segment;
      const envelopes = segmentToEnvelopes(suite, community, segment, knownBefore(segment));
      if (!envelopes.ok) {
        const { kind } = envelopes.error;
        if (kind === 'unknown-log' || kind === 'unknown-previous')
          return { kind: 'gap', state: logState(stream, log) };
        return { kind: 'refused', reason: kind };
      }
      const outcome = store.append([toRun(segment, envelopes.value)]);
      if (stream.kind === 'governance') absorbGovernance(outcome, changes);
      noteAdded(segment, outcome, changes);
      // Verified envelopes of our own that we did not hold: this file was restored or copied. Whoever wrote
      // them may write on, so from this commit we write elsewhere [S4].
      if (log === writer.log() && outcome.added.length > 0) writer.startIncarnation();
      if (changes.governance) settle(changes);
      const [fork] = outcome.forks;
      if (fork) {
        const proof = proveFork(fork);
        if (proof === null) return { kind: 'refused', reason: 'fork without proof' };
        freeze(proof, changes);
        settle(changes);
        return { kind: 'forked', proof, state: logState(stream, log) };
      }
      if (outcome.frozen > 0 && outcome.added.length === 0)
        return { kind: 'frozen', state: logState(stream, log) };
      if (outcome.gaps.length > 0 && outcome.added.length === 0)
        return { kind: 'gap', state: logState(stream, log) };
      return { kind: 'applied', state: logState(stream, log), fresh: outcome.added.length };
    },
    receiveFork(proof, changes) {
      if (!verifyForkProof(suite, community, proof)) return false;
      const frozenAt = store.chain(proof.stream, proof.log)?.frozenAt ?? null;
      if (frozenAt !== null && frozenAt <= proof.number) return false;
      freeze(proof, changes);
      settle(changes);
      return true;
    },
  };
};

/** Every stored governance envelope that opens, for resolving from the start. */
export const governanceEnvelopes = ({
  store,
  keys,
  suite,
}: Pick<CommunityCore, 'store' | 'keys' | 'suite'>) =>
  store.governanceEnvelopes().flatMap(({ envelope, device }) => {
    const content = openContent({ suite, keys }, envelope);
    return content.kind === 'opened' ? [toGovernanceEnvelope(envelope, device, content.content)] : [];
  });
