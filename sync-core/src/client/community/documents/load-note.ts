/** A note as the log has it, read in and stored, with what own pages wrote since. */
import { ok } from '../../../base/index.ts';
import { type NoteDocument, writerIdOf } from '../../../documents/index.ts';
import type { DocumentStream } from '../../../model/index.ts';
import { type Outcome, storageFailed } from '../../errors.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentLog } from './document-log.ts';
import { createNotePage, type NotePage } from './note-page.ts';
import { type DocumentKindPart, type ReadIn, readIn, saveReadIn } from './read-in.ts';

export type OpenNote = {
  readonly stream: DocumentStream;
  readonly page: NotePage;
  /** How much of each log the page has. */
  vector: ReadIn<NoteDocument>['vector'];
};

export const createNoteLoader =
  (deps: {
    readonly core: CommunityCore;
    readonly log: DocumentLog;
    readonly part: DocumentKindPart<NoteDocument>;
    /** Tries what is going to be read in. */
    readonly before: (stream: DocumentStream) => Promise<void>;
  }) =>
  /** `mayEdit`: what own pages wrote and may not write any more isn't shown: nobody else is going to see it. */
  async (stream: DocumentStream, mayEdit: () => boolean): Promise<Outcome<OpenNote>> => {
    const { core, log, part } = deps;
    const { store, suite, committer } = core;
    await deps.before(stream);
    const read = await committer.commit(() => {
      const found = readIn({ store, log }, part, stream);
      if (!found.withheld && store.document(stream)?.lag !== 'none' && store.chains(stream).length > 0)
        saveReadIn(store, stream, found);
      return found;
    });
    if (!read.ok) return storageFailed(read.error);
    const page = createNotePage(read.value.document);
    // What rests on what isn't here is not in the document: it waits in the page, too.
    if (!read.value.whole)
      for (const { update, writer, counts } of part.mainOf(log.read(stream), true) ?? [])
        if (counts) page.take({ update, writer });
    if (mayEdit())
      for (const { log: under, seat, branch, update } of store.pendingOf(stream))
        page.take({ update, writer: writerIdOf(suite, { log: under, stream, seat, branch }) });
    return ok({ stream, page, vector: read.value.vector });
  };
