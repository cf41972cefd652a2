/** Reads of documents: the list, what search finds in them, the versions of a note. Opened notes aren't touched. */
import { compareStrings, err, ok } from '../../../base/index.ts';
import type { NoteDocument } from '../../../documents/index.ts';
import { can } from '../../../governance/index.ts';
import { type ChannelId, type DocumentStream, documentStream, limits } from '../../../model/index.ts';
import type {
  DocumentHistoryView,
  DocumentPlace,
  DocumentVersionView,
  DocumentView,
} from '../../document-views.ts';
import type { ClientError, Outcome } from '../../errors.ts';
import type { DocumentHit } from '../../views.ts';
import type { CommunityCore } from '../core.ts';
import type { DocumentLog, LoggedUpdate } from './document-log.ts';
import { documentPerson } from './document-person.ts';
import type { DocumentKindPart } from './read-in.ts';

export type DocumentQueries = {
  /** What the person may see and what says something, or did; the last changed first. */
  list(): readonly DocumentView[];
  history(place: DocumentPlace): Outcome<DocumentHistoryView>;
  noteAt(place: DocumentPlace, version: string): Outcome<{ readonly state: Uint8Array }>;
  /** Among what is said in these channels. */
  search(text: string, channels: readonly ChannelId[], limit: number): readonly DocumentHit[];
};

const notFound = err<ClientError>({ kind: 'not-found' });

/** What somebody wrote without a longer rest, and not for longer than this, is one version. */
const versionRestMs = 5 * 60 * 1000;
const versionMostMs = 30 * 60 * 1000;

const excerptBefore = 40;
const excerptLength = 160;

/** In the order of time, as versions follow each other. */
export const orderOf = ({ at, log, place }: LoggedUpdate): string =>
  `${String(at).padStart(15, '0')}-${log.slice(0, 32)}-${String(place).padStart(16, '0')}`;

export const inOrderOfTime = (entries: readonly LoggedUpdate[]): readonly LoggedUpdate[] =>
  [...entries].sort((a, b) => compareStrings(orderOf(a), orderOf(b)));

type Version = { readonly first: LoggedUpdate; last: LoggedUpdate; bytes: number };

const toVersions = (entries: readonly LoggedUpdate[]): readonly Version[] => {
  const versions: Version[] = [];
  for (const entry of inOrderOfTime(entries)) {
    const open = versions.at(-1);
    const goesOn =
      open !== undefined &&
      open.last.author === entry.author &&
      entry.at - open.last.at < versionRestMs &&
      entry.at - open.first.at < versionMostMs;
    if (!goesOn) versions.push({ first: entry, last: entry, bytes: entry.update.length });
    else {
      open.last = entry;
      open.bytes += entry.update.length;
    }
  }
  return versions;
};

/** What is around the first match; the ranges move with it. */
const toExcerpt = (text: string, ranges: DocumentHit['ranges']): Pick<DocumentHit, 'excerpt' | 'ranges'> => {
  const from = Math.max(0, (ranges[0]?.[0] ?? 0) - excerptBefore);
  const excerpt = text.slice(from, from + excerptLength);
  return {
    excerpt,
    ranges: ranges.flatMap(([start, end]): DocumentHit['ranges'] =>
      start - from < excerpt.length ? [[start - from, Math.min(end - from, excerpt.length)]] : [],
    ),
  };
};

export const createDocumentQueries = (deps: {
  readonly core: CommunityCore;
  readonly log: DocumentLog;
  readonly note: DocumentKindPart<NoteDocument>;
}): DocumentQueries => {
  const { core, log, note } = deps;
  const { store, governance, self, clock } = core;

  const maySee = (channel: ChannelId): boolean =>
    governance.current().channels.has(channel) &&
    can(governance.current(), self, 'viewChannel', { channel }, clock.now());

  const namesOf = ({ channel, thread }: DocumentStream) => ({
    channelName: governance.current().channels.get(channel)?.name ?? '',
    threadName: thread === null ? null : (store.message(thread)?.threadInfo?.name ?? null),
  });

  const entriesOf = (stream: DocumentStream): readonly LoggedUpdate[] =>
    note.mainOf(log.read(stream), true) ?? [];

  return {
    list: () =>
      store
        .documents()
        .filter(({ stream, changedAt, lag }) => maySee(stream.channel) && (changedAt > 0 || lag !== 'none'))
        .slice(0, limits.documentsListed)
        .map(
          ({ stream, title, changedAt, changedBy, lag, waiting }): DocumentView => ({
            ...stream,
            title,
            ...namesOf(stream),
            changedAt,
            changedBy: changedBy === null ? null : documentPerson(governance.current(), changedBy),
            canEdit: can(governance.current(), self, 'editPages', { channel: stream.channel }, clock.now()),
            folding: lag !== 'none' || waiting > 0,
          }),
        ),
    history(place) {
      const stream = documentStream(place.kind, place.channel, place.thread);
      if (stream.kind !== 'note' || !maySee(stream.channel)) return notFound;
      const versions = toVersions(entriesOf(stream).filter(({ counts }) => counts)).toReversed();
      return ok({
        versions: versions.slice(0, limits.documentVersions).map(
          ({ last, bytes }): DocumentVersionView => ({
            id: orderOf(last),
            at: last.at,
            by: last.author === null ? null : documentPerson(governance.current(), last.author),
            bytes,
            mine: last.author === self,
          }),
        ),
        hasMore: versions.length > limits.documentVersions,
      });
    },
    noteAt(place, version) {
      const stream = documentStream(place.kind, place.channel, place.thread);
      if (stream.kind !== 'note' || !maySee(stream.channel)) return notFound;
      const entries = entriesOf(stream);
      if (!entries.some((entry) => orderOf(entry) === version)) return notFound;
      using document = note.engine.fold(
        entries.map((entry) => ({
          ...entry,
          counts: entry.counts && compareStrings(orderOf(entry), version) <= 0,
        })),
      ).document;
      return ok({ state: document.state() });
    },
    search: (text, channels, limit) =>
      store.searchDocuments({ text, channels: channels.filter(maySee), limit }).map(
        (hit): DocumentHit => ({
          ...hit.stream,
          title: hit.title,
          ...namesOf(hit.stream),
          card: hit.stream.kind === 'board' ? hit.key : null,
          ...toExcerpt(hit.text, hit.ranges),
        }),
      ),
  };
};
