/**
 * The whole path of the trace: a page or a command of one person, journal, live room, log, a relay in a process of its
 * own, and the page of another. Each edit waits for the one before to be seen, so that each is timed by itself.
 */
import { join } from 'node:path';
import { type ChannelId, documentStream, type OpenCommunity } from '@maru/sync-core';
import { noteRoot } from '@maru/sync-core/documents';
import { createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs';
import { createCountingConnector } from '../../lib/counting-connector.ts';
import { onlyCommunity, openPerson, startRelayProcess, until, value } from '../../lib/maru.ts';
import { percentile } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import { countsOf, label } from './counts.ts';
import { type Edit, makeTrace } from './trace.ts';

type Seat = Awaited<ReturnType<typeof openPerson>>;
type Side = {
  /** Writes, and resolves once it is durable here. */
  write(edit: Edit): Promise<void>;
  /** What the other reads now. */
  read(): Promise<string>;
};

const bytesOf = ({ core }: OpenCommunity): number =>
  core.database.read((db) =>
    Number(
      db.get('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')?.[
        'bytes'
      ],
    ),
  );

const fromHost = 'host';

/** A page of a note as the app has one. */
const openPage = async (client: Seat, community: OpenCommunity, channel: ChannelId) => {
  const { session, clientId, state } = value(await community.documents.notes.open(channel, null));
  const doc = new Doc();
  doc.clientID = clientId;
  applyUpdate(doc, state, fromHost);
  client.listen('noteUpdated', (told) => {
    if (told.session === session) applyUpdate(doc, told.update, fromHost);
  });
  const root = doc.getXmlFragment(noteRoot);
  const text = (): XmlText | null => {
    const block = root.length === 0 ? null : root.get(0);
    const inner = block instanceof XmlElement ? block.get(0) : null;
    return inner instanceof XmlText ? inner : null;
  };
  return { doc, root, session, text };
};

const noteSides = async (first: Seat, second: Seat, channel: ChannelId): Promise<Side> => {
  const writing = onlyCommunity(first);
  const page = await openPage(first, writing, channel);
  const other = await openPage(second, onlyCommunity(second), channel);
  let kept: Promise<void> = Promise.resolve();
  page.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === fromHost) return;
    kept = writing.documents.notes.change(page.session, update).then((changed) => void value(changed));
  });
  const block = new XmlElement('codeBlock');
  block.insert(0, [new XmlText()]);
  page.root.insert(0, [block]);
  await kept;
  return {
    write({ at, deleted, inserted }) {
      const text = page.text();
      page.doc.transact(() => {
        if (deleted > 0) text?.delete(at, deleted);
        if (inserted !== '') text?.insert(at, inserted);
      });
      return kept;
    },
    read: async () => String(other.text() ?? ''),
  };
};

/** A card whose description takes the trace. */
const boardSides = async (first: Seat, second: Seat, channel: ChannelId): Promise<Side> => {
  const stream = documentStream('board', channel);
  const [writing, reading] = [onlyCommunity(first).documents.boards, onlyCommunity(second).documents.boards];
  const { column } = value(
    await writing.edit(stream, null, { type: 'addColumn', title: 'Text', before: null }),
  );
  if (column === null) throw new Error('no column');
  const { card } = value(
    await writing.edit(stream, null, { type: 'addCard', column, title: 'Text', before: null }),
  );
  if (card === null) throw new Error('no card');
  onlyCommunity(second).room.look(stream, true);
  let base = '';
  return {
    async write({ at, deleted, inserted }) {
      const splices = [{ at, remove: deleted, insert: inserted }];
      value(await writing.edit(stream, null, { type: 'editDescription', card, base, splices }));
      base = base.slice(0, at) + inserted + base.slice(at + deleted);
    },
    async read() {
      const { board } = value(await reading.board(stream, null, null));
      return board.columns[0]?.cards[0]?.description ?? '';
    },
  };
};

const isRead = async (side: Side, said: string): Promise<void> => {
  const deadline = performance.now() + 30_000;
  while ((await side.read()) !== said) {
    if (performance.now() > deadline) throw new Error('an edit was never seen');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

const play = async (trial: Trial, side: Side, name: string, seed: number, count: number): Promise<void> => {
  const trace = makeTrace(seed, count);
  const kept: number[] = [];
  const seen: number[] = [];
  let said = '';
  for (const edit of trace.edits) {
    said = said.slice(0, edit.at) + edit.inserted + said.slice(edit.at + edit.deleted);
    const start = performance.now();
    await side.write(edit);
    kept.push(performance.now() - start);
    await isRead(side, said);
    seen.push(performance.now() - start);
  }
  if ((await side.read()) !== trace.text) throw new Error('the other reads something else');
  trial.record('path-kept', name, percentile(kept, 0.95));
  trial.record('path-seen', name, percentile(seen, 0.95));
};

const kinds = [
  { kind: 'note', name: label.note, open: noteSides },
  { kind: 'board', name: label.board, open: boardSides },
] as const;

export const run = async (trial: Trial): Promise<void> => {
  const { pathEdits } = countsOf(trial);
  const relay = await startRelayProcess({ folder: join(trial.folder, 'relay'), unlimited: true });
  const { connector, traffic, reset } = createCountingConnector(createWebSocketConnector());
  const first = await openPerson(join(trial.folder, 'first'), { relayUrl: relay.syncUrl, connector });
  value(await first.createCommunity('Pages'));
  const writing = onlyCommunity(first);
  const { link } = value(await writing.commands.createInvite({ maxAgeMs: null, maxUses: null }));
  const second = await openPerson(join(trial.folder, 'second'), { relayUrl: relay.syncUrl });
  value(await second.joinCommunity(link));
  const reading = onlyCommunity(second);
  await until('they are a member', () => reading.queries.membership().kind === 'member');
  for (const { kind, name, open } of kinds) {
    const { channel } = value(
      await writing.commands.createChannel({ category: null, kind, name: 'page', topic: '' }),
    );
    await until('they see it', () => reading.core.governance.current().channels.has(channel));
    const side = await open(first, second, channel);
    await isRead(side, '');
    const before = bytesOf(writing);
    reset();
    await play(trial, side, name, trial.seed, pathEdits);
    await writing.documents.settle();
    await until('it is relayed', () => writing.queries.connection().unsent === 0);
    trial.record('path-wire', name, traffic.sentBytes / pathEdits);
    trial.record('path-rest', name, (bytesOf(writing) - before) / pathEdits);
  }
  await first.close();
  await second.close();
  await relay.stop();
};
