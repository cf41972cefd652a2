/**
 * What own pages wrote, from the commit that acknowledges it [S1] to the log: gathered over a rest, then written as
 * few operations. Nothing of it is told to anybody before it is committed here, and what is written later for the
 * same seat goes on from it: so a crash never lets a writer's id stand for other words than others have seen [S4].
 */
import { assert } from '../../../base/index.ts';
import type { LogOpening } from '../../../crypto/index.ts';
import { can } from '../../../governance/index.ts';
import {
  type DocumentKey,
  type DocumentStream,
  documentToKey,
  isDocumentStream,
  keyToStream,
  type LogId,
  limits,
  type OperationOf,
  type OpId,
} from '../../../model/index.ts';
import type { PendingUpdate } from '../../../storage/index.ts';
import { inBackground } from '../../background.ts';
import { type Changes, noChanges } from '../changes.ts';
import type { CommunityCore } from '../core.ts';
import type { Writer } from '../writer.ts';

/** Whose bound id an update carries. */
export type Seat = {
  readonly log: LogId;
  readonly opening: LogOpening;
  readonly seat: number;
  readonly branch: OpId | null;
};

export type Journal = {
  /** Keeps an update; inside a commit. It goes into the log once the document rests. */
  keep(stream: DocumentStream, seat: Seat, update: Uint8Array): void;
  /** Somebody else is at this document now: what is kept goes into the log at once, for a while. */
  company(stream: DocumentStream): void;
  /** Puts what is kept into the log now. */
  flush(stream: DocumentStream): Promise<void>;
  /** The same of all documents: at the start, and when governance changed. */
  flushAll(): void;
  stop(): void;
};

type JournalDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  /** Makes one update of several of one seat, in their order. */
  readonly join: (stream: DocumentStream, updates: readonly Uint8Array[]) => Uint8Array;
  readonly publish: (changes: Changes) => void;
};

type Rest = { readonly since: number; bytes: number; cancel: () => void };

/** Operations of one envelope: well within its body. */
const envelopeBytes = limits.documentPieceBytes + 4 * 1024;

const sameSeat = (a: PendingUpdate, b: PendingUpdate): boolean =>
  a.log === b.log && a.seat === b.seat && a.branch === b.branch;

/** Runs of one seat, in order: seats of one document may take turns. */
const runsOf = (pending: readonly PendingUpdate[]): readonly (readonly PendingUpdate[])[] => {
  const runs: PendingUpdate[][] = [];
  for (const update of pending) {
    const run = runs.find(([first]) => first !== undefined && sameSeat(first, update));
    if (run) run.push(update);
    else runs.push([update]);
  }
  return runs;
};

/** Operations, as many to an envelope as fit. */
const toEnvelopes = (
  ops: readonly OperationOf<'documentUpdated'>[],
): readonly (readonly OperationOf<'documentUpdated'>[])[] => {
  const envelopes: OperationOf<'documentUpdated'>[][] = [];
  let room = 0;
  for (const op of ops) {
    const last = envelopes.at(-1);
    if (last === undefined || op.update.length + 64 > room || last.length >= limits.opsPerEnvelope) {
      envelopes.push([op]);
      room = envelopeBytes - op.update.length;
    } else {
      last.push(op);
      room -= op.update.length + 64;
    }
  }
  return envelopes;
};

export const createJournal = ({ core, writer, join, publish }: JournalDeps): Journal => {
  const { store, governance, clock, committer, self, logger } = core;
  const rests = new Map<DocumentKey, Rest>();
  /** Until when others are taken to be there. */
  const company = new Map<DocumentKey, number>();
  let stopped = false;

  const mayWrite = ({ channel }: DocumentStream): boolean =>
    can(governance.current(), self, 'editPages', { channel }, clock.now());

  const toOps = (
    run: readonly PendingUpdate[],
    stream: DocumentStream,
  ): readonly OperationOf<'documentUpdated'>[] => {
    const [first] = run;
    assert(first, 'a run holds an update');
    const { log, seat, branch } = first;
    const carried = log === writer.log() ? null : (store.opening(log)?.nonce ?? null);
    const update = join(
      stream,
      run.map((one) => one.update),
    );
    const ops: OperationOf<'documentUpdated'>[] = [];
    for (let from = 0; from < update.length; from += limits.documentPieceBytes) {
      const to = Math.min(update.length, from + limits.documentPieceBytes);
      const piece = update.slice(from, to);
      ops.push({ type: 'documentUpdated', seat, branch, carried, update: piece, more: to < update.length });
    }
    return ops;
  };

  /** Inside a commit, which takes all of it back where a part of it fails. */
  const write = (stream: DocumentStream, changes: Changes): void => {
    const pending = store.pendingOf(stream);
    if (pending.length === 0 || !mayWrite(stream)) return;
    const envelopes = toEnvelopes(runsOf(pending).flatMap((run) => toOps(run, stream)));
    for (const [index, ops] of envelopes.entries()) {
      const written = writer.write(stream, ops, changes);
      if (written.ok) continue;
      // Without a key nothing is written, and it stays here until there is one.
      assert(index === 0 && written.error.kind === 'no-key', 'what fits an envelope is written');
      return;
    }
    store.removePending(pending.map(({ id }) => id));
  };

  const rested = (stream: DocumentStream): void => {
    const key = documentToKey(stream);
    rests.get(key)?.cancel();
    rests.delete(key);
  };

  const flush = async (stream: DocumentStream): Promise<void> => {
    rested(stream);
    const changes = noChanges();
    const done = await core.committer.commit(() => write(stream, changes));
    if (done.ok) publish(changes);
  };

  const soon = (stream: DocumentStream, bytes: number): void => {
    const key = documentToKey(stream);
    const now = clock.now();
    const rest = rests.get(key) ?? { since: now, bytes: 0, cancel: () => undefined };
    rests.set(key, rest);
    rest.bytes += bytes;
    rest.cancel();
    if (stopped) return;
    const most = Math.max(0, rest.since + limits.documentRestMostMs - now);
    const accompanied = now < (company.get(key) ?? 0);
    const quick = Math.max(0, rest.since + limits.documentQuickMs - now);
    const wait =
      rest.bytes > limits.documentJournalBytes
        ? 0
        : Math.min(accompanied ? quick : limits.documentRestMs, most);
    rest.cancel = clock.schedule(wait, () => inBackground(logger, flush(stream)));
  };

  return {
    keep(stream, { log, opening, seat, branch }, update) {
      store.addPending(stream, log, opening, { seat, branch, update, at: clock.now() });
      soon(stream, update.length);
    },
    company(stream) {
      const key = documentToKey(stream);
      company.set(key, clock.now() + limits.documentCompanyMs);
      if (rests.has(key)) soon(stream, 0);
    },
    flush,
    flushAll() {
      for (const stream of store.pendingDocuments()) soon(stream, 0);
    },
    stop() {
      stopped = true;
      for (const { cancel } of rests.values()) cancel();
      for (const key of rests.keys()) {
        const stream = keyToStream(key);
        if (stream && isDocumentStream(stream))
          inBackground(
            logger,
            committer.commit(() => write(stream, noChanges())).then(() => undefined),
          );
      }
      rests.clear();
    },
  };
};
