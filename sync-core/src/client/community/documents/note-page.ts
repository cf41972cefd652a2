/**
 * A note that is open here, with all its pages: what they see and what the others write meanwhile. Holds what the
 * log says and what own pages wrote; stores nothing. What rests on what isn't here waits,
 * bounded, and no page ever sees it before.
 */
import { absorbNote, type NoteDocument, type WriterId } from '../../../documents/index.ts';
import { limits } from '../../../model/index.ts';
import type { Seat } from './journal.ts';

export type NoteSession = {
  readonly id: string;
  readonly seat: Seat;
  readonly writer: WriterId;
  /** The last caret frame, to be said again to who comes. */
  caret: Uint8Array | null;
  canEdit: boolean;
  /** Words of it weren't kept: nothing more is taken. */
  broken: boolean;
  lastUsed: number;
};

type Written = { readonly update: Uint8Array; readonly writer: WriterId };

export type NotePage = {
  readonly sessions: Map<string, NoteSession>;
  readonly document: NoteDocument;
  /** Takes an update in. What becomes visible by it, to be passed on; empty where it waits or is refused. */
  take(written: Written): readonly Uint8Array[];
  /** Takes in what was folded from the log: updates that rest on each other come in there, and not one by one. */
  absorb(state: Uint8Array): readonly Uint8Array[];
  waits(): boolean;
  /** Whether something of this writer waits: a page that goes on as it would write its words twice. */
  waitsFor(writer: WriterId): boolean;
  dispose(): void;
};

export const createNotePage = (document: NoteDocument): NotePage => {
  const sessions = new Map<string, NoteSession>();
  let waiting: readonly Written[] = [];
  let waitingBytes = 0;

  const merge = ({ update, writer }: Written): Uint8Array | 'waits' | null => {
    const merged = document.merge(update, writer);
    if (merged.ok) return merged.value.news;
    return merged.error.kind === 'pending' ? 'waits' : null;
  };

  /** What waited, as long as any of it finds what it rests on. */
  const takeWaiting = (): readonly Uint8Array[] => {
    const news: Uint8Array[] = [];
    for (let moved = true; moved; ) {
      moved = false;
      const left: Written[] = [];
      for (const written of waiting) {
        const merged = merge(written);
        if (merged === 'waits') {
          left.push(written);
          continue;
        }
        moved = true;
        if (merged !== null) news.push(merged);
      }
      waiting = left;
    }
    waitingBytes = waiting.reduce((sum, { update }) => sum + update.length, 0);
    return news;
  };

  return {
    sessions,
    document,
    take(written) {
      const merged = merge(written);
      if (merged === 'waits') {
        // Beyond the bound it is let go of: it comes again by the log.
        if (waitingBytes + written.update.length > limits.documentPendingBytes) return [];
        waiting = [...waiting, written];
        waitingBytes += written.update.length;
        return [];
      }
      const news = merged === null ? [] : [merged];
      return waiting.length === 0 ? news : [...news, ...takeWaiting()];
    },
    absorb(state) {
      const news = absorbNote(document, state);
      return [...(news === null ? [] : [news]), ...takeWaiting()];
    },
    waits: () => waiting.length > 0,
    waitsFor: (writer) => waiting.some((written) => written.writer === writer),
    dispose() {
      sessions.clear();
      waiting = [];
      document[Symbol.dispose]();
    },
  };
};
