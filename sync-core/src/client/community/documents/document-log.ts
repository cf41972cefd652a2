/**
 * A note's or board's logs, read as what they say: updates with their pieces joined, each with its bound writer and
 * whether it counts, and acts (branches, answers). The one place where envelopes of documents are opened and judged.
 *
 * Each log is read from its beginning on, up to the first envelope that can't be opened or judged yet: what comes
 * after it makes no sense without it. The same set and governance give the same entries on every replica.
 */
import { concatBytes } from '../../../base/index.ts';
import { logIdOf, opIdOf } from '../../../crypto/index.ts';
import { documentPlace, type WriterId, writerIdOf } from '../../../documents/index.ts';
import {
  type DeviceId,
  type DocumentOp,
  type DocumentStream,
  isDocumentOp,
  type LogId,
  limits,
  type MemberId,
  type OperationOf,
  type OpId,
} from '../../../model/index.ts';
import type { ChainState, StoredEnvelope } from '../../../storage/index.ts';
import type { CommunityCore } from '../core.ts';
import { openContent } from '../inbound.ts';
import type { DocumentAuthority } from './document-authority.ts';
import type { TrialGate } from './trials.ts';

type Said = {
  readonly device: DeviceId;
  readonly log: LogId;
  readonly number: number;
  readonly index: number;
  /** By the clock of who wrote it. */
  readonly at: number;
  readonly counts: boolean;
  /** Whose it is, where it counts. */
  readonly author: MemberId | null;
};
export type LoggedUpdate = Said & {
  readonly type: 'update';
  readonly branch: OpId | null;
  readonly update: Uint8Array;
  readonly writer: WriterId;
  /** Where it stands among its writer's (see `documentPlace`). */
  readonly place: number;
  /** Written under an earlier log's id: another log may hold the same. */
  readonly carried: boolean;
};
export type DocumentAct = Exclude<DocumentOp, { readonly type: 'documentUpdated' }>;
export type LoggedAct = Said & { readonly type: 'act'; readonly id: OpId; readonly op: DocumentAct };
export type LoggedEntry = LoggedUpdate | LoggedAct;

/** How much of each log was read. */
export type DocumentVector = ReadonlyMap<LogId, number>;
export type DocumentLogRead = {
  /** Log by log, each in its order. */
  readonly entries: readonly LoggedEntry[];
  readonly vector: DocumentVector;
  /** Logs that go on with what can't be opened or judged yet, and writers of whom something was set aside. */
  readonly waiting: number;
  /** Writers of whom something was set aside: it isn't among the entries. */
  readonly aside: number;
  /** Whether something wasn't tried yet, and is held back until then (see `trials.ts`). */
  readonly withheld: boolean;
};

/** What was carried over from an earlier log comes after all that this log itself may hold. */
const carriedPlace = 2 ** 42;

/**
 * Two lives of copied data may both carry on what one log began: of one writer, what the least of the logs carries
 * counts, the same on every replica. The other life's goes on from where both began, and is refused by the engine.
 */
const byOneCarrier = (entries: readonly LoggedEntry[]): readonly LoggedEntry[] => {
  const carriers = new Map<WriterId, LogId>();
  for (const entry of entries) {
    if (entry.type !== 'update' || !entry.carried || !entry.counts) continue;
    const known = carriers.get(entry.writer);
    if (known === undefined || entry.log < known) carriers.set(entry.writer, entry.log);
  }
  if (carriers.size === 0) return entries;
  return entries.filter(
    (entry) => entry.type !== 'update' || !entry.carried || carriers.get(entry.writer) === entry.log,
  );
};

type Piece = {
  readonly op: OperationOf<'documentUpdated'>;
  readonly number: number;
  readonly parts: Uint8Array[];
  bytes: number;
  counts: boolean;
};

const isSkipped = ({ state }: StoredEnvelope): boolean => state === 'bad-content' || state === 'erased';

/** What one reading comes to besides its entries. */
type Reading = {
  readonly entries: LoggedEntry[];
  readonly aside: Set<WriterId>;
  /** Whether what wasn't tried yet is read as well. */
  readonly isTrial: boolean;
  withheld: boolean;
};

export const createDocumentLog = (core: CommunityCore, authority: DocumentAuthority, gate: TrialGate) => {
  const { store, suite } = core;

  const readChain = (
    stream: DocumentStream,
    { log, opening, length }: ChainState,
    from: number,
    reading: Reading,
  ): { readonly read: number; readonly waits: boolean } => {
    const { device } = opening;
    const { entries } = reading;
    let untriedBytes = 0;
    const pieces = new Map<string, Piece>();
    let held = 0;
    const writers = new Map<string, WriterId>();
    const writerOf = ({ seat, branch, carried }: OperationOf<'documentUpdated'>, key: string): WriterId => {
      const known = writers.get(key);
      if (known !== undefined) return known;
      const under = carried === null ? log : logIdOf(suite, { device, nonce: carried });
      const writer = writerIdOf(suite, { log: under, stream, seat, branch });
      writers.set(key, writer);
      return writer;
    };

    /** Whether it may be read before it was tried: by its writer here, or as long as it is little. */
    const mayRead = (writer: WriterId, place: number, bytes: number): boolean => {
      if (reading.isTrial || device === core.device.device || gate.isTried(stream, writer, place))
        return true;
      untriedBytes += bytes;
      return untriedBytes <= limits.sandboxFreeBytes;
    };

    const letGo = (key: string, { bytes }: Piece): void => {
      pieces.delete(key);
      held -= bytes;
    };

    /** False: it has to be tried first. */
    const giveUpdate = (key: string, piece: Piece, said: Said): boolean => {
      const { op } = piece;
      const writer = writerOf(op, key);
      const place = documentPlace(said.number, said.index) + (op.carried === null ? 0 : carriedPlace);
      if (gate.isSetAside(stream, writer, place)) {
        letGo(key, piece);
        reading.aside.add(writer);
        return true;
      }
      if (!mayRead(writer, place, piece.bytes)) {
        reading.withheld = true;
        return false;
      }
      letGo(key, piece);
      entries.push({
        ...said,
        type: 'update',
        counts: piece.counts,
        branch: op.branch,
        update: concatBytes(...piece.parts),
        writer,
        place,
        carried: op.carried !== null,
      });
      return true;
    };

    const takeUpdate = (op: OperationOf<'documentUpdated'>, said: Said): boolean => {
      const key = `${op.seat} ${op.branch ?? ''} ${op.carried?.join() ?? ''}`;
      const piece = pieces.get(key) ?? { op, number: said.number, parts: [], bytes: 0, counts: true };
      pieces.set(key, piece);
      piece.counts &&= said.counts;
      piece.parts.push(op.update);
      piece.bytes += op.update.length;
      held += op.update.length;
      if (!op.more) return giveUpdate(key, piece, said);
      // Pieces that never end would be gathered, and read anew with each that comes, for ever: beyond the limit of one
      // update all that are begun are taken as they stand, and so refused. Only the log decides when [S2].
      if (held <= limits.documentUpdateBytes) return true;
      return [...pieces].every(([begun, one]) => giveUpdate(begun, one, said));
    };

    /** False: it can't be judged yet, or isn't to be read yet. */
    const take = ({ envelope }: StoredEnvelope): boolean => {
      const content = openContent(core, envelope);
      if (content.kind === 'no-key') return false;
      if (content.kind !== 'opened') return true;
      const { number, epoch, cites } = envelope.header;
      const { ms } = content.content.time;
      const asked = { stream, log, number, device, epoch, cites, ms };
      for (const [index, op] of content.content.ops.entries()) {
        if (!isDocumentOp(op)) continue;
        const judged = authority({ op: op.type, ...asked });
        if (judged.verdict === 'waiting') return false;
        const counts = judged.verdict === 'counts';
        const author = judged.verdict === 'counts' ? judged.author : null;
        const said = { device, log, number, index, at: ms, counts, author };
        if (op.type === 'documentUpdated') {
          if (!takeUpdate(op, said)) return false;
        } else entries.push({ ...said, type: 'act', op, id: opIdOf(suite, stream, log, number, index) });
      }
      return true;
    };

    let read = from;
    let waits = false;
    for (const stored of store.envelopes(stream, log, from, length)) {
      if (!isSkipped(stored) && !take(stored)) {
        waits = true;
        break;
      }
      read = stored.envelope.header.number + 1;
    }
    // Read again from the first piece whose end isn't here.
    for (const piece of pieces.values()) read = Math.min(read, piece.number);
    return { read, waits };
  };

  const readFrom = (stream: DocumentStream, vector: DocumentVector, isTrial: boolean): DocumentLogRead => {
    const reading: Reading = { entries: [], aside: new Set(), isTrial, withheld: false };
    const after = new Map<LogId, number>();
    let waiting = 0;
    for (const chain of store.chains(stream)) {
      const { read, waits } = readChain(stream, chain, vector.get(chain.log) ?? 0, reading);
      after.set(chain.log, read);
      if (waits) waiting++;
    }
    const { aside, withheld } = reading;
    // A part of the logs can't tell who carries: whoever reads one reads all where anything was carried.
    const entries = vector.size === 0 ? byOneCarrier(reading.entries) : reading.entries;
    return { entries, vector: after, waiting: waiting + aside.size, aside: aside.size, withheld };
  };

  return {
    /**
     * What the logs say beyond `vector`; nothing of it twice but the beginnings of what isn't whole yet. Without what
     * was set aside, and up to what has to be tried first.
     */
    read: (stream: DocumentStream, vector: DocumentVector = new Map()): DocumentLogRead =>
      readFrom(stream, vector, false),
    /** For trials: with what wasn't tried yet. */
    readAll: (stream: DocumentStream, vector: DocumentVector): DocumentLogRead =>
      readFrom(stream, vector, true),
    /** Seats that a log has written from. */
    seatsOf(stream: DocumentStream, log: LogId): ReadonlySet<number> {
      const seats = new Set<number>();
      const length = store.chain(stream, log)?.length ?? 0;
      for (const { envelope } of store.envelopes(stream, log, 0, length)) {
        const content = openContent(core, envelope);
        if (content.kind !== 'opened') continue;
        for (const op of content.content.ops) if (op.type === 'documentUpdated') seats.add(op.seat);
      }
      return seats;
    },
  };
};
export type DocumentLog = ReturnType<typeof createDocumentLog>;
