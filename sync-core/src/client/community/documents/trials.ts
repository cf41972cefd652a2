/**
 * What others wrote in a document is tried in a sandbox before it is applied here (HARDENING, attack 14). What is
 * small is applied without: it can't cost much. Until it was tried, the log holds the rest back as if it weren't
 * here; what fails is set aside, with all that its writer wrote after it, until this client starts again.
 */
import type {
  DocumentEntry,
  DocumentSandbox,
  FoldedDocument,
  SandboxTask,
  WriterId,
} from '../../../documents/index.ts';
import {
  type DeviceId,
  type DocumentKey,
  type DocumentStream,
  documentToKey,
  limits,
} from '../../../model/index.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentLog, LoggedUpdate } from './document-log.ts';
import type { DocumentKindPart } from './read-in.ts';

/** What the log asks before it hands out an update. */
export type TrialGate = {
  isSetAside(stream: DocumentStream, writer: WriterId, place: number): boolean;
  isTried(stream: DocumentStream, writer: WriterId, place: number): boolean;
};

export type DocumentTrials = {
  readonly gate: TrialGate;
  /** Tries what reading the document in is going to apply. */
  before(stream: DocumentStream): Promise<void>;
};

/** For who has no sandbox. */
export const noTrials: DocumentTrials = {
  gate: { isSetAside: () => false, isTried: () => true },
  before: async () => undefined,
};

/** Writers of one document whose updates fail are found one after the other. */
const mostFailures = 16;

type Places = Map<WriterId, number>;
type Found = { readonly task: SandboxTask; readonly entries: readonly LoggedUpdate[] };

const toEntry = ({ update, writer, place, counts }: LoggedUpdate): DocumentEntry => ({
  update,
  writer,
  place,
  counts,
});

export const createDocumentTrials = (deps: {
  readonly core: CommunityCore;
  readonly sandbox: DocumentSandbox;
  readonly log: () => DocumentLog;
  readonly partOf: (stream: DocumentStream) => DocumentKindPart<FoldedDocument> | null;
}): DocumentTrials => {
  const { core, sandbox } = deps;
  /** Each update by itself: that a writer's later one is well says nothing of what another log brings of theirs. */
  const tried = new Map<DocumentKey, Set<string>>();
  const aside = new Map<DocumentKey, Places>();
  const running = new Map<DocumentKey, Promise<void>>();

  const nameOf = (writer: WriterId, place: number): string => `${writer} ${place}`;

  const setAside = (stream: DocumentStream, writer: WriterId, place: number): void => {
    const key = documentToKey(stream);
    const held = aside.get(key) ?? new Map<WriterId, number>();
    aside.set(key, held);
    held.set(writer, Math.min(place, held.get(writer) ?? place));
  };

  const noteTried = (stream: DocumentStream, entries: readonly LoggedUpdate[]): void => {
    const key = documentToKey(stream);
    const held = tried.get(key) ?? new Set<string>();
    tried.set(key, held);
    for (const { writer, place } of entries) held.add(nameOf(writer, place));
  };

  const gate: TrialGate = {
    isSetAside: (stream, writer, place) => {
      const from = aside.get(documentToKey(stream))?.get(writer);
      return from !== undefined && place >= from;
    },
    isTried: (stream, writer, place) => tried.get(documentToKey(stream))?.has(nameOf(writer, place)) ?? false,
  };

  /** As it is going to be read in: what comes to the stored state, or all. */
  const find = (stream: DocumentStream): Found | null => {
    const part = deps.partOf(stream);
    if (part === null) return null;
    const stored = core.store.document(stream);
    const state = stored !== null && stored.lag !== 'all' ? stored.state : null;
    const vector = new Map(
      state === null || stored === null ? [] : stored.vector.map(({ log, length }) => [log, length]),
    );
    // A board whose branches changed is read in from its start: then all of it is what is going to be applied.
    const more = part.mainOf(deps.log().readAll(stream, vector), state === null);
    const goesOn = more !== null && state !== null && stored !== null;
    const entries = more ?? part.mainOf(deps.log().readAll(stream, new Map()), true) ?? [];
    return {
      entries,
      task: {
        kind: stream.kind,
        entries: entries.map(toEntry),
        state: goesOn ? state : new Uint8Array(),
        refused: (goesOn ? stored.refused : []).map((writer) => writer as WriterId),
      },
    };
  };

  const isOwn = (device: DeviceId): boolean => device === core.device.device;

  /** Whether there is anything more to try. */
  const tryOnce = async (stream: DocumentStream): Promise<boolean> => {
    const found = find(stream);
    if (found === null) return false;
    const untried = found.entries.filter(
      ({ device, writer, place }) => !isOwn(device) && !gate.isTried(stream, writer, place),
    );
    const bytes = untried.reduce((sum, { update }) => sum + update.length, 0);
    if (bytes <= limits.sandboxFreeBytes) return false;
    const verdict = await sandbox.tryOut(found.task);
    if (verdict.kind === 'failed' && verdict.entry !== null) {
      const { writer, place } = verdict.entry;
      const culprit = untried.find((entry) => entry.writer === writer && entry.place === place);
      if (culprit) {
        setAside(stream, writer, place);
        core.logger.warn('an update of a document was set aside', {
          document: documentToKey(stream),
          device: culprit.device,
          failure: verdict.failure,
        });
        return true;
      }
    }
    if (verdict.kind === 'unavailable')
      core.logger.warn('documents are applied without a trial', { document: documentToKey(stream) });
    noteTried(stream, untried);
    return false;
  };

  const run = async (stream: DocumentStream): Promise<void> => {
    for (let left = mostFailures; left > 0; left--) if (!(await tryOnce(stream))) return;
  };

  return {
    gate,
    before(stream) {
      const key = documentToKey(stream);
      const underWay = running.get(key);
      if (underWay) return underWay;
      const begun = run(stream).finally(() => running.delete(key));
      running.set(key, begun);
      return begun;
    },
  };
};
