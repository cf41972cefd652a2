/**
 * Reads a document in: its stored state and what its logs hold beyond, or all of it where that won't do. What comes
 * of it is the same whichever way was taken, and in whatever order the envelopes came [S2].
 *
 * While something waits for what it rests on, no state is stored: all of it is read in until that has come.
 */
import type { DocumentEngine, FoldedDocument, WriterId } from '../../../documents/index.ts';
import type { DocumentStream, LogId, MemberId } from '../../../model/index.ts';
import type { CommunityStore, StoredDocument } from '../../../storage/index.ts';
import type { DocumentLog, DocumentLogRead, LoggedUpdate } from './document-log.ts';

export type ReadIn<Document extends FoldedDocument> = {
  readonly document: Document;
  readonly vector: ReadonlyMap<LogId, number>;
  readonly refused: ReadonlySet<WriterId>;
  /** Logs that go on with what can't be opened or judged yet, and updates that rest on what isn't here. */
  readonly waiting: number;
  /** Whether `document.state()` is all that `vector` names. */
  readonly whole: boolean;
  /** Whether something has to be tried first, and is to be read in afterwards. */
  readonly withheld: boolean;
  readonly changedAt: number;
  readonly changedBy: MemberId | null;
};

/** What a kind of document adds to reading one in. */
export type DocumentKindPart<Document extends FoldedDocument> = {
  readonly engine: DocumentEngine<Document>;
  /** One update of several of one writer, in their order. */
  join(updates: readonly Uint8Array[]): Uint8Array;
  /** The entries of the document itself, without branches that weren't merged. Null: a part of the logs can't tell. */
  mainOf(read: DocumentLogRead, fromStart: boolean): readonly LoggedUpdate[] | null;
};

/** Earlier written first, each log in its own order: what an update rests on mostly comes before it. */
const byTime = (entries: readonly LoggedUpdate[]): readonly LoggedUpdate[] => {
  const logs = [...Map.groupBy(entries, ({ log }) => log).values()];
  const next = logs.map(() => 0);
  const sorted: LoggedUpdate[] = [];
  while (sorted.length < entries.length) {
    let best = -1;
    let bestAt = Number.POSITIVE_INFINITY;
    for (const [index, log] of logs.entries()) {
      const at = log[next[index] ?? 0]?.at ?? Number.POSITIVE_INFINITY;
      if (at < bestAt) [best, bestAt] = [index, at];
    }
    const entry = logs[best]?.[next[best] ?? 0];
    if (entry === undefined) break;
    next[best] = (next[best] ?? 0) + 1;
    sorted.push(entry);
  }
  return sorted;
};

type LastChange = { readonly changedAt: number; readonly changedBy: MemberId | null };

const lastChange = (entries: readonly LoggedUpdate[], before: LastChange): LastChange => {
  let last: LastChange = { changedAt: before.changedAt, changedBy: before.changedBy };
  for (const { counts, at, author } of entries)
    if (counts && at >= last.changedAt) last = { changedAt: at, changedBy: author };
  return last;
};

const never: LastChange = { changedAt: 0, changedBy: null };

const readAll = <Document extends FoldedDocument>(
  part: DocumentKindPart<Document>,
  read: DocumentLogRead,
): ReadIn<Document> => {
  const entries = part.mainOf(read, true) ?? [];
  const folded = part.engine.fold(entries);
  const whole = folded.waiting === 0 && read.aside === 0;
  return {
    document: folded.document,
    vector: read.vector,
    refused: new Set(folded.refused.map(({ writer }) => writer)),
    waiting: read.waiting + folded.waiting,
    whole,
    withheld: read.withheld,
    ...lastChange(entries, never),
  };
};

/** Null: what came can't be taken in one by one. */
const readMore = <Document extends FoldedDocument>(
  part: DocumentKindPart<Document>,
  stored: StoredDocument & { readonly state: Uint8Array },
  read: DocumentLogRead,
): ReadIn<Document> | null => {
  const entries = part.mainOf(read, false);
  if (entries === null || entries.some(({ carried }) => carried)) return null;
  const refused = new Set(stored.refused.map((writer) => writer as WriterId));
  const opened = part.engine.open(stored.state, refused);
  if (!opened.ok) return null;
  const document = opened.value;
  for (const entry of byTime(entries)) {
    if (!entry.counts || refused.has(entry.writer) || document.add(entry).ok) continue;
    // It rests on what comes after it or doesn't count, or is refused: with all the others it is seen what holds.
    document[Symbol.dispose]();
    return null;
  }
  return {
    document,
    vector: read.vector,
    refused,
    waiting: read.waiting,
    whole: read.aside === 0,
    withheld: read.withheld,
    ...lastChange(entries, stored),
  };
};

/** Reads a document in, by its stored state where there is one that can be gone on from. */
export const readIn = <Document extends FoldedDocument>(
  { store, log }: { readonly store: CommunityStore; readonly log: DocumentLog },
  part: DocumentKindPart<Document>,
  stream: DocumentStream,
): ReadIn<Document> => {
  const stored = store.document(stream);
  if (stored !== null && stored.state !== null && stored.lag !== 'all') {
    const vector = new Map(stored.vector.map(({ log: id, length }) => [id, length]));
    const more = readMore(part, { ...stored, state: stored.state }, log.read(stream, vector));
    if (more !== null) return more;
  }
  return readAll(part, log.read(stream));
};

/** Stores what was read in, for the next time, for lists and for search. Inside a commit. */
export const saveReadIn = <Document extends FoldedDocument>(
  store: CommunityStore,
  stream: DocumentStream,
  read: ReadIn<Document>,
): void => {
  const { title, blocks } = read.document.text();
  store.saveDocument({
    stream,
    title,
    changedAt: read.changedAt,
    changedBy: read.changedBy,
    waiting: read.waiting,
    state: read.whole ? read.document.state() : null,
    vector: [...read.vector].map(([log, length]) => ({ log, length })),
    refused: [...read.refused],
    text: blocks,
  });
};
