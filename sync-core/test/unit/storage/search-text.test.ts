/** Any text may be searched for, and any text may be in a message. [HARDENING 13] */
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../testing/seeded-random.ts';
import { createAuthor, engines, nowMs, openWorld, post } from './store-world.ts';

/** Fifty thousand in all, in parts that a busy machine can do within a test's time. */
const parts = [1, 2, 3, 4, 5];
const inputs = 10_000;

/** What FTS, JSON, JavaScript or a person could trip over, put together at random. */
const pieces = [
  ...['"', "'", '""', '*', '^', '(', ')', '{', '}', ':', '-', '+', ',', ';', '\\', '%', '_', '/*', '--', '`'],
  ...['AND', 'OR', 'NOT', 'NEAR', 'NEAR/2', 'near(', 'words:', 'search', 'rowid', 'MATCH', 'NULL', "x'00'"],
  ...[
    '\0',
    '\u0001',
    '\u001b[2J',
    '\r\n',
    '\t',
    ' ',
    '\u00a0',
    '\u200b',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\u2028',
  ],
  ...['\ud800', '\udfff', '\udc00\ud800', '\ud83d', '\uffff', '\ufffe'],
  ...['안녕', '하', 'ㅎ', 'ㅏ', '\u1112', '\u1161', '\u11ab', '각', '힣', '漢字', 'カナ', 'ｶﾞ', 'ー'],
  ...['👋🏽', '👨‍👩‍👧', '🇰🇷', '❤️', 'e\u0301', '\u0301', 'ﬁ', 'İ', 'ß', 'Σ', '①', '½', '٣', 'ا', 'א'],
  ...['a', 'Z', '0', 'hello', 'plans', 'x'.repeat(300), '가'.repeat(60)],
] as const;

/** What may be in an operation: its codec takes well-formed text only. */
const wellFormed = (texts: () => string) => (): string => texts().toWellFormed();

/** Texts of up to twelve pieces, every fourth with characters from anywhere. */
const createTexts = (seed: string) => {
  const random = createSeededRandom(seed);
  return (): string => {
    const bytes = random.bytes(26);
    const count = (bytes[0] ?? 0) % 13;
    let text = '';
    for (let index = 1; index <= count; index++) {
      const pick = (bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 - 1] ?? 0);
      text += ((bytes[25] ?? 0) & 3) === 0 ? String.fromCharCode(pick) : pieces[pick % pieces.length];
    }
    return text;
  };
};

describe.each(engines)('search on %s', (engine) => {
  it.each(parts)('[HARDENING 13] 50,000 query texts, part %i: no error, no hang', async (part) => {
    const ada = createAuthor('ada');
    const text = wellFormed(createTexts('messages'));
    for (let index = 0; index < 12; index++) ada.write([post(text())], nowMs + index);
    ada.write([post('오늘 저녁 약속장소 hello')], nowMs + 200);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, ada.sealed.length)]);
    const query = createTexts(`queries ${part}`);
    let hits = 0;
    for (let index = 0; index < inputs; index++) {
      const result = world.store.search({ text: query(), channels: null, before: null, limit: 1 });
      hits += result.hits.length;
    }
    // The queries did reach the index.
    expect(hits).toBeGreaterThan(200);
    const find = (words: string) =>
      world.store
        .search({ text: words, channels: null, before: null, limit: 500 })
        .hits.some(({ message }) => message.text.includes('약속장소'));
    expect(['약속', '속장', '장소', '저녁', '오늘 장소', 'hel 약속'].map(find)).toEqual(Array(6).fill(true));
    expect(['속약', '녁저', 'ello'].map(find)).toEqual([false, false, false]);
  });

  it('[HARDENING 13] whatever a message is made of, its first word finds it', async () => {
    const ada = createAuthor('ada');
    const text = wellFormed(createTexts('findable'));
    for (let index = 0; index < 500; index++)
      ada.write([post(`${text()} needle${index} ${text()}`)], nowMs + index);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, ada.sealed.length)]);
    for (let index = 0; index < 500; index += 7) {
      const found = world.store.search({ text: `needle${index}`, channels: null, before: null, limit: 500 });
      expect(found.hits.some(({ message }) => message.text.includes(`needle${index} `))).toBe(true);
    }
  });
});
