import { describe, expect, it } from 'vitest';
import { documentStream, type MessageId, type Operation } from '../../../src/model/index.ts';
import { channel, createAuthor, engines, nowMs, openWorld, post } from './store-world.ts';

const note = documentStream('note', channel);
const board = documentStream('board', channel, '44'.repeat(16) as MessageId);

const updated = (byte: number): Operation => ({
  type: 'documentUpdated',
  seat: 0,
  branch: null,
  carried: null,
  update: Uint8Array.of(byte),
  more: false,
});

const saved = (title: string, text: readonly (readonly [string, string])[], changedAt = nowMs) => ({
  stream: note,
  title,
  changedAt,
  changedBy: createAuthor('ada').member,
  waiting: 0,
  state: Uint8Array.of(1, 2),
  vector: [{ log: createAuthor('ada', note).log, length: 2 }],
  refused: ['ab'],
  text: text.map(([key, words]) => ({ key, text: words })),
});

describe.each(engines)('notes and boards in the file on %s', (engine) => {
  it('[S2] have chains without islands, and lag behind what came', async () => {
    await using world = await openWorld(engine, createAuthor('self'));
    const { store } = world;
    const ada = createAuthor('ada', note);
    for (let number = 0; number < 4; number++) ada.write([updated(number)], nowMs + number);
    expect(store.document(note)).toBeNull();
    expect(store.append([ada.run(2, 4)]).gaps).toMatchObject([{ from: 0, to: 2 }]);
    expect(store.append([ada.run(0, 2)]).timeline.documents).toEqual([note]);
    expect(store.document(note)).toMatchObject({ lag: 'tail', state: null, vector: [] });
    expect(store.laggingDocuments(10)).toEqual([note]);
    store.saveDocument(saved('plan', [['a', 'plan']]));
    const { text: _, ...stored } = saved('plan', []);
    expect(store.document(note)).toEqual({ ...stored, lag: 'none' });
    expect(store.laggingDocuments(10)).toEqual([]);
    store.append([ada.run(2, 4)]);
    expect(store.document(note)).toMatchObject({ lag: 'tail', title: 'plan' });
    // What may count otherwise is read in anew; so is what a fork cut.
    const reaches = [{ log: ada.log, from: () => 1, sinceMs: 0 }];
    expect(store.rejudge({ kind: 'beyond', reaches }).documents).toEqual([note]);
    expect(store.document(note)).toMatchObject({ lag: 'all' });
    expect(
      store.rejudge({ kind: 'beyond', reaches: [{ ...reaches[0], log: ada.log, from: () => 4, sinceMs: 0 }] })
        .documents,
    ).toEqual([]);
  });

  it('[S1] keep what own pages wrote until it is in the log', async () => {
    const self = createAuthor('self');
    await using world = await openWorld(engine, self);
    const { store } = world;
    const more = { seat: 3, branch: null, update: Uint8Array.of(5), at: nowMs };
    const first = store.addPending(note, self.log, self.opening, more);
    store.addPending(board, self.log, self.opening, more);
    const last = store.addPending(note, self.log, self.opening, { ...more, update: Uint8Array.of(6) });
    expect(store.pendingDocuments()).toEqual([note, board]);
    expect(store.pendingOf(note)).toEqual([
      { id: first, log: self.log, ...more },
      { id: last, log: self.log, ...more, update: Uint8Array.of(6) },
    ]);
    store.removePending([first, last]);
    expect(store.pendingOf(note)).toEqual([]);
    expect(store.pendingDocuments()).toEqual([board]);
  });

  it('are found by what they say now, in channels that are asked for', async () => {
    await using world = await openWorld(engine, createAuthor('self'));
    const { store } = world;
    const find = (text: string, channels = [channel]) =>
      store.searchDocuments({ text, channels, limit: 10 }).map(({ key, ranges }) => [key, ranges]);
    store.saveDocument(
      saved('가을 소풍', [
        ['a', '가을 소풍'],
        ['b', 'Bring the Camera'],
      ]),
    );
    expect(find('소풍')).toEqual([['a', [[3, 5]]]]);
    expect(find('came')).toEqual([['b', [[10, 14]]]]);
    expect(find('소풍', [])).toEqual([]);
    expect(find('"* OR')).toEqual([]);
    store.saveDocument(
      saved('겨울 소풍', [
        ['c', 'first'],
        ['a', '겨울 소풍'],
      ]),
    );
    expect(find('가을')).toEqual([]);
    expect(find('camera')).toEqual([]);
    expect(find('겨울')).toEqual([['a', [[0, 2]]]]);
    expect(store.projectionDump()).toContain('겨울');
  });

  it('have comments: messages that their author anchored, closed by who may, gone with the message', async () => {
    await using world = await openWorld(engine, createAuthor('self'));
    const { store } = world;
    const [ada, bea] = [createAuthor('ada'), createAuthor('bea')];
    const place = { channel, thread: null };
    const message = ada.write([post('when')], nowMs);
    const anchored = (quote: string): Operation => ({
      type: 'anchored',
      message,
      target: { type: 'card', card: 'c1' },
      quote,
      suggestion: null,
    });
    // Nobody else's word makes it one.
    bea.write([anchored('not hers')], nowMs + 1);
    store.append([bea.run(0, 1), ada.run(0, 1)]);
    expect(store.comments(place, 10)).toEqual([]);
    ada.write([anchored('here')], nowMs + 2);
    store.append([ada.run(1, 2)]);
    expect(store.comments(place, 10)).toMatchObject([
      { message: { id: message }, anchored: { quote: 'here' }, outcome: 'open', closed: null },
    ]);
    // In this world nobody may edit pages: bea can't close it, its author can.
    bea.write([{ type: 'commentClosed', message, outcome: 'declined' }], nowMs + 3);
    store.append([bea.run(1, 2)]);
    expect(store.comments(place, 10)).toMatchObject([{ outcome: 'open' }]);
    ada.write([{ type: 'commentClosed', message, outcome: 'done' }], nowMs + 4);
    store.append([ada.run(2, 3)]);
    expect(store.comments(place, 10)).toMatchObject([{ outcome: 'done', closed: { by: ada.member } }]);
    ada.write([{ type: 'deleted', message }], nowMs + 5);
    store.append([ada.run(3, 4)]);
    expect(store.comments(place, 10)).toEqual([]);
    expect(store.hasComments(channel)).toBe(true);
    world.now = nowMs + 10 * 24 * 3_600_000;
    store.eraseDeleted(0);
    expect(JSON.stringify(world.database.read((db) => db.all('SELECT text FROM act')))).not.toContain('here');
  });
});
