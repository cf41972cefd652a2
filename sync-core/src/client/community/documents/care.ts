/**
 * Reads documents in that lag behind their logs, for lists and search: once they rest, a few at a time, so that
 * neither a start nor a catch-up with thousands of them holds anything up.
 */
import { unreachable } from '../../../base/index.ts';
import type { FoldedDocument } from '../../../documents/index.ts';
import { type DocumentStream, limits } from '../../../model/index.ts';
import { inBackground } from '../../background.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentLog } from './document-log.ts';
import { type DocumentKindPart, readIn, saveReadIn } from './read-in.ts';

export type DocumentParts = {
  readonly note: DocumentKindPart<FoldedDocument>;
  /** Null until its engine is there. */
  board(): DocumentKindPart<FoldedDocument> | null;
};

export const partOf = (
  parts: DocumentParts,
  { kind }: DocumentStream,
): DocumentKindPart<FoldedDocument> | null => {
  switch (kind) {
    case 'note':
      return parts.note;
    case 'board':
      return parts.board();
    default:
      return unreachable(kind);
  }
};

export type DocumentCare = {
  /** Documents lag behind: they are looked after once they rest. */
  soon(): void;
  /** Reads everything in that lags behind, now. */
  settle(): Promise<void>;
  stop(): void;
};

type CareDeps = {
  readonly core: CommunityCore;
  readonly log: DocumentLog;
  readonly parts: DocumentParts;
  /** Tries what is going to be read in. */
  readonly before: (stream: DocumentStream) => Promise<void>;
  /** Told what was read in. */
  readonly readIn: (stream: DocumentStream) => void;
};

export const createDocumentCare = ({ core, log, parts, before, readIn: told }: CareDeps): DocumentCare => {
  const { store, clock, committer, logger } = core;
  let since: number | null = null;
  let cancel = (): void => undefined;
  let stopped = false;

  const readOne = (stream: DocumentStream): void => {
    const part = partOf(parts, stream);
    if (part === null) return;
    using read = toDisposable(readIn({ store, log }, part, stream));
    // It came while the rest was tried: it lags behind until it was tried as well.
    if (read.value.withheld) return;
    saveReadIn(store, stream, read.value);
  };

  /** Some of those that lag behind; whether there are more. */
  const slice = async (): Promise<boolean> => {
    const lagging = store
      .laggingDocuments(limits.documentsPerSlice * 8)
      .filter((stream) => partOf(parts, stream) !== null)
      .slice(0, limits.documentsPerSlice);
    if (lagging.length === 0 || stopped) return false;
    for (const stream of lagging) await before(stream);
    // A write each: one that fails takes nothing of the others with it.
    const done = await Promise.all(
      lagging.map((stream) => committer.commit(() => readOne(stream)).then((saved) => saved.ok)),
    );
    for (const [index, stream] of lagging.entries()) if (done[index]) told(stream);
    return done.every(Boolean);
  };

  const work = async (): Promise<void> => {
    since = null;
    if (!(await slice()) || stopped) return;
    cancel = clock.schedule(limits.documentSliceMs, () => inBackground(logger, work()));
  };

  return {
    soon() {
      if (stopped) return;
      const now = clock.now();
      since ??= now;
      cancel();
      const most = Math.max(0, since + limits.documentCareMostMs - now);
      cancel = clock.schedule(Math.min(limits.documentCareMs, most), () => inBackground(logger, work()));
    },
    async settle() {
      while (await slice());
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
};

/** Gives the document's memory back once its text and state are stored. */
const toDisposable = <T extends { readonly document: FoldedDocument }>(value: T) => ({
  value,
  [Symbol.dispose]: () => value.document[Symbol.dispose](),
});
