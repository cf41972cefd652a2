import { isMemberId } from '@maru/sync-core';
import { expect, it } from 'vitest';
import { applySuggestion, triggerAt } from '../../../renderer/features/composer/suggestions.ts';
import { cutHit } from '../../../renderer/features/search/cut-hit.ts';
import { safeLink, splitLinks } from '../../../renderer/text/links.ts';
import { parseMarkdown } from '../../../renderer/text/markdown.ts';
import {
  decodeMentions,
  encodeMentions,
  type Mentionable,
  plainLine,
  plainText,
} from '../../../renderer/text/mentions.ts';

const person = (digit: string, name: string): Mentionable => {
  const member = digit.repeat(64);
  if (!isMemberId(member)) throw new Error('bug: not an id');
  return { kind: 'member', member, name };
};

it('mentions survive both ways, longest name first', () => {
  const known = [person('a', '하늘'), person('b', '하늘이')];
  const encoded = encodeMentions('@하늘이 @하늘 mail@하늘', [], known);
  expect(encoded).toBe(`<@${'b'.repeat(64)}> <@${'a'.repeat(64)}> mail@하늘`);
  expect(decodeMentions(encoded, known).text).toBe('@하늘이 @하늘 mail@하늘');
});
it('two people of one name: only the one picked is meant', () => {
  const [first, second] = [person('a', 'Kim'), person('b', 'Kim')];
  expect(encodeMentions('@Kim', [], [first, second])).toBe('@Kim');
  expect(encodeMentions('@Kim', [second], [first, second])).toBe(`<@${'b'.repeat(64)}>`);
});
it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' vbscript:x', 'maru://x'])(
  '[T16] %s never opens',
  (href) => {
    expect(safeLink(href)).toBeNull();
  },
);
it('bare links leave closing punctuation outside', () => {
  expect(splitLinks('(see https://a.example/b).').map(({ text }) => text)).toEqual([
    '(see ',
    'https://a.example/b',
    ').',
  ]);
});
it('[T16] text that nests or repeats without end is shown plainly', () => {
  for (const text of ['> '.repeat(4_000), '['.repeat(15_000), '*a **b '.repeat(2_000), '`'.repeat(15_000)])
    expect(parseMarkdown(text).children.map(({ type }) => type)).toEqual(['paragraph']);
});
it('completes at the caret', () => {
  expect(triggerAt('안녕 @하', 5)).toEqual({ kind: 'mention', from: 3, query: '하' });
  expect(triggerAt('mail@host', 9)).toBeNull();
  expect(triggerAt('12:30', 5)).toBeNull();
  const trigger = triggerAt('hi :smi', 7);
  if (!trigger) throw new Error('bug: no trigger');
  expect(applySuggestion('hi :smi', trigger, { kind: 'emoji', emoji: '😄', name: 'smile' })).toEqual({
    text: 'hi 😄 ',
    caret: 6,
  });
});
it('a hit is cut around its first match', () => {
  const text = `${'가'.repeat(100)}마루${'나'.repeat(400)}`;
  const parts = cutHit(text, [[100, 102]], []);
  expect(parts.find(({ marked }) => marked)?.text).toBe('마루');
  expect(parts.at(0)?.text).toBe('… ');
  expect(parts.at(-1)?.text).toBe(' …');
});
it('an excerpt is one line without markup; copied text keeps its lines', () => {
  const text = '찾았어요.\n\n> 마루는 **방**이다.\n- `하나`\n2 > 1';
  expect(plainLine(text, [])).toBe('찾았어요. 마루는 방이다. 하나 2 > 1');
  expect(plainText(text, [])).toBe(text);
});
