import { expect, it } from 'vitest';
import { segmentToEnvelopes } from '../../../src/crypto/index.ts';
import { community, createAuthor, nowMs, openWorld, post, stream, suite } from './store-world.ts';

it('keeps one island, reports the gap, merges it, and serves what it holds [S9]', async () => {
  const ada = createAuthor('ada');
  for (let index = 0; index < 10; index++) ada.write([post(`m${index}`)], nowMs + index);
  await using world = await openWorld('better-sqlite3', createAuthor('bea'));
  const { store } = world;
  store.append([ada.run(0, 2)]);
  store.append([ada.run(6, 8)]);
  expect(store.gaps(stream)).toMatchObject([{ from: 2, to: 6 }]);
  expect(store.messageCount()).toBe(4);
  expect(store.append([ada.run(3, 4)]).gaps).toMatchObject([{ from: 4, to: 6 }]);
  expect(store.append([ada.run(9, 10)]).gaps).toMatchObject([{ from: 8, to: 9 }]);
  store.append([ada.run(4, 6)]);
  expect(store.chain(stream, ada.log)?.tail).toMatchObject({ from: 4, to: 8 });
  expect(store.append([ada.run(1, 10)])).toMatchObject({ duplicates: 5, gaps: [], forks: [] });
  expect(store.chain(stream, ada.log)).toMatchObject({ length: 10, tail: null });
  const segment = store.segment(stream, ada.log, { from: 3, to: 7 }, { opening: true, previous: true });
  const envelopes =
    segment && segmentToEnvelopes(suite, community, segment, { opening: null, previous: null });
  expect(envelopes?.ok && envelopes.value.map(({ hash }) => hash)).toEqual(
    ada.sealed.slice(3, 7).map(({ envelope }) => envelope.hash),
  );
});

it('holds ten thousand messages on disk below 900 bytes each, index included', async () => {
  const ada = createAuthor('ada');
  for (let index = 0; index < 10_000; index++)
    ada.write(
      [
        post(
          `message ${index} with words of ordinary length about plans for the weekend and dinner on day ${index % 97}`,
        ),
      ],
      nowMs + index * 9_000,
    );
  await using world = await openWorld('better-sqlite3', ada);
  world.now = nowMs + 90_000_000;
  for (let from = 0; from < 10_000; from += 500) world.store.append([ada.run(from, from + 500)]);
  expect(world.store.messageCount()).toBe(10_000);
  const pages = world.database.read((db) =>
    db.get('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size'),
  );
  expect(Number(pages?.['bytes']) / 10_000).toBeLessThan(900);
  expect(
    world.store.search({ text: 'plans 9999', channels: null, before: null, limit: 5 }).hits,
  ).toHaveLength(1);
});
