import { describe, expect, it } from 'vitest';
import { queryToTokens, textToIndex } from '../../../src/storage/search/tokens.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

describe('words for the index', () => {
  it('are the same whether a text is plain or stands beside what only Unicode’s tables know', () => {
    const random = createSeededRandom('tokens');
    const pieces = ['가', '나', '힣', '안녕', '하세요', 'a', 'Z', 'hello', '7', ' ', ' ', '.', '-', '\n'];
    for (let turn = 0; turn < 2_000; turn++) {
      const bytes = random.bytes(14);
      const text = Array.from(bytes, (byte) => pieces[byte % pieces.length]).join('');
      const beside = textToIndex(`${text} é`)
        .split(' ')
        .filter((word) => word !== 'é');
      expect(
        textToIndex(text)
          .split(' ')
          .filter((word) => word !== ''),
      ).toEqual(beside);
    }
  });

  it('are overlapping pairs of characters and the last one alone, also beyond sixteen bits', () => {
    expect(textToIndex('안녕하 Hi')).toBe('안녕 녕하 하 hi');
    expect(textToIndex('가')).toBe('가');
    expect(textToIndex('𠀀𠀁漢')).toBe('𠀀𠀁 𠀁漢 漢');
    expect(textToIndex('漢𠀀')).toBe('漢𠀀 𠀀');
    expect(queryToTokens('𠀀')).toEqual([{ text: '𠀀', prefix: true }]);
  });
});
