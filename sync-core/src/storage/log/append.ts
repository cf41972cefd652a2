/**
 * Puts verified runs into chains: envelopes, projections and outbox in one transaction [S1].
 * Of a timeline chain a prefix and one island are kept; governance, notes and boards never have an island [S2]: an
 * update makes no sense without those before it.
 * Refuses (as values) forks, gaps and what lies beyond a frozen chain's end.
 */
import { assert } from '../../base/index.ts';
import type { Envelope } from '../../crypto/types.ts';
import { compareTime, type HybridTime, isDocumentStream } from '../../model/index.ts';
import { isFuture } from '../../timeline/index.ts';
import type { StoreContext, Tx } from '../context.ts';
import { txToChange } from '../context.ts';
import { markDocument, staleCodes } from '../documents/stale.ts';
import type { AppendOutcome, AppendRun, ForkFound, GapFound, OpenedContent } from '../envelope-types.ts';
import { blobOrNull, envelopeIdOf, id, intact } from '../rows.ts';
import { noteTime } from '../setting.ts';
import { createDirty, type Dirty, foldEnvelope, settle } from '../timeline/fold.ts';
import { type ChainRow, holds, makeChain, saveChain } from './chain-row.ts';
import { insertEnvelope } from './envelope-row.ts';

type Item = AppendRun['items'][number];
type Progress = {
  readonly added: { readonly envelope: Envelope; readonly content: OpenedContent }[];
  duplicates: number;
  readonly forks: ForkFound[];
  readonly gaps: GapFound[];
  frozen: number;
  /** The highest time among what was added, but for what is from the future [S8]. */
  latest: HybridTime | null;
};
type RunState = {
  readonly context: StoreContext;
  readonly tx: Tx;
  readonly dirty: Dirty;
  readonly run: AppendRun;
  readonly chain: ChainRow;
  readonly progress: Progress;
};

export const append = (context: StoreContext, runs: readonly AppendRun[]): AppendOutcome =>
  context.write((tx) => {
    const progress: Progress = { added: [], duplicates: 0, forks: [], gaps: [], frozen: 0, latest: null };
    const dirty = createDirty();
    for (const run of runs) appendRun(context, tx, dirty, run, progress);
    settle(context, tx, dirty);
    const { latest, ...outcome } = progress;
    if (latest !== null) noteTime(tx.db, latest);
    return { ...outcome, timeline: txToChange(tx) };
  });

const appendRun = (context: StoreContext, tx: Tx, dirty: Dirty, run: AppendRun, progress: Progress): void => {
  if (run.items.length === 0) return;
  const known = context.logRow(tx.db, run.log);
  const log = known ?? (run.opening && context.makeLog(tx.db, run.log, run.opening));
  assert(log, 'a run of an unknown log carries its opening');
  const chain = makeChain(tx.db, context.makeStreamId(tx.db, run.stream), log);
  const state: RunState = { context, tx, dirty, run, chain, progress };
  const lengthBefore = chain.length;
  let index = 0;
  while (index < run.items.length) {
    const taken = step(state, index);
    if (taken === 0) break;
    index += taken;
  }
  saveChain(tx.db, chain);
  if (chain.length > lengthBefore && isDocumentStream(run.stream))
    markDocument(tx, run.stream, chain.streamId, staleCodes.tail);
  if (chain.length > lengthBefore && log.opening.device === context.deps.self.device)
    tx.db.run(
      'INSERT INTO outbox (chain_id, length) VALUES (?, ?) ON CONFLICT (chain_id) DO UPDATE SET length = excluded.length',
      [chain.id, chain.length],
    );
};

/** Takes items from `index` on; returns how many it dealt with, 0 to stop. */
const step = (state: RunState, index: number): number => {
  const { run, chain, progress } = state;
  const item = run.items[index];
  assert(item, 'index lies within the run');
  const { header } = item.envelope;
  const { number } = header;
  if (chain.frozenAt !== null && number >= chain.frozenAt) {
    progress.frozen += run.items.length - index;
    return 0;
  }
  if (holds(chain, number)) return takeHeld(state, item);
  if (number === chain.length) return extendPrefix(state, item);
  if (run.stream.kind !== 'channel') return reportGap(state, chain.length, number);
  const { tail } = chain;
  if (tail === null) {
    assert(header.previous, 'only number 0 has no previous');
    chain.tail = { from: number, to: number + 1, head: item.envelope.hash, previous: header.previous };
    return store(state, item);
  }
  if (number < tail.from) return prepend(state, index);
  if (number > tail.to) return reportGap(state, tail.to, number);
  if (header.previous !== tail.head) return reportFork(state, number - 1, null);
  chain.tail = { ...tail, to: number + 1, head: item.envelope.hash };
  return store(state, item);
};

/** A duplicate: keeps a signature that was missing, reports a fork when the hash differs. */
const takeHeld = (state: RunState, { envelope }: Item): number => {
  const { tx, chain, progress } = state;
  const row = tx.db.get('SELECT hash, signature FROM envelope WHERE id = ?', [
    envelopeIdOf(chain.id, envelope.header.number),
  ]);
  intact(row, 'a held number has a row');
  if (id(row, 'hash') !== envelope.hash) return reportFork(state, envelope.header.number, envelope);
  if (blobOrNull(row, 'signature') === null && envelope.signature !== null)
    tx.db.run('UPDATE envelope SET signature = ? WHERE id = ?', [
      envelope.signature,
      envelopeIdOf(chain.id, envelope.header.number),
    ]);
  progress.duplicates++;
  return 1;
};

const extendPrefix = (state: RunState, item: Item): number => {
  const { chain } = state;
  const { header, hash } = item.envelope;
  if (header.previous !== chain.head) return reportFork(state, header.number - 1, null);
  const { tail } = chain;
  if (tail !== null && tail.from === header.number + 1 && tail.previous !== hash)
    return reportFork(state, header.number, item.envelope, tail.previous);
  if (tail !== null && tail.from === header.number + 1) {
    chain.length = tail.to;
    chain.head = tail.head;
    chain.tail = null;
  } else {
    chain.length = header.number + 1;
    chain.head = hash;
  }
  return store(state, item);
};

/** Puts a part of the run before the island, when it reaches it. */
const prepend = (state: RunState, index: number): number => {
  const { run, chain } = state;
  const { tail } = chain;
  const first = run.items[index];
  assert(tail && first?.envelope.header.previous, 'prepend is asked for an island');
  const number = first.envelope.header.number;
  const count = tail.from - number;
  const last = run.items[index + count - 1];
  if (last === undefined) {
    const end = run.items.at(-1)?.envelope.header.number ?? number;
    return reportGap(state, end + 1, tail.from);
  }
  if (last.envelope.hash !== tail.previous)
    return reportFork(state, tail.from - 1, last.envelope, tail.previous);
  chain.tail = { ...tail, from: number, previous: first.envelope.header.previous };
  for (const item of run.items.slice(index, index + count)) store(state, item);
  return count;
};

const store = (state: RunState, item: Item): number => {
  const { context, tx, dirty, run, chain, progress } = state;
  const { envelope, content } = item;
  const row = insertEnvelope(context, tx.db, chain, envelope, content);
  if (content.kind === 'opened') {
    const { device } = context.logById(tx.db, chain.logId).opening;
    const { number, epoch, cites } = envelope.header;
    const place = {
      stream: run.stream,
      streamId: chain.streamId,
      log: run.log,
      number,
      envelope: row,
      device,
      epoch,
      cites,
    };
    foldEnvelope(context, tx, dirty, place, content.content);
    noteLatest(state, content.content.time);
  }
  progress.added.push(item);
  return 1;
};

const noteLatest = ({ context, progress }: RunState, time: HybridTime): void => {
  if (isFuture(time, context.deps.clock.now())) return;
  if (progress.latest === null || compareTime(time, progress.latest) > 0) progress.latest = time;
};

const reportGap = ({ run, progress }: RunState, from: number, to: number): number => {
  progress.gaps.push({ stream: run.stream, log: run.log, from, to });
  return 0;
};

const reportFork = (
  state: RunState,
  number: number,
  other: Envelope | null,
  known?: ForkFound['held'],
): number => {
  const { tx, run, chain, progress } = state;
  const row = tx.db.get('SELECT hash FROM envelope WHERE id = ?', [envelopeIdOf(chain.id, number)]);
  const held = known ?? (row ? id<ForkFound['held']>(row, 'hash') : null);
  intact(held, 'a fork is found at a held number');
  progress.forks.push({ stream: run.stream, log: run.log, number, held, other });
  return 0;
};
