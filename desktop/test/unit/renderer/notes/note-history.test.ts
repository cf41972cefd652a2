/** What history shows of two versions, how it groups them, and how restoring touches no more than what differs. */
import { isMemberId } from '@maru/sync-core';
import { getSchema, type JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteSchema } from '../../../../renderer/features/notes/editor/note-schema.ts';
import { restoring } from '../../../../renderer/features/notes/history/restore.ts';
import { diffVersions } from '../../../../renderer/features/notes/history/version-diff.ts';
import { historyDays } from '../../../../renderer/features/notes/history/version-groups.ts';

const schema = getSchema([...noteSchema()]);
const paragraph = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]);
const docOf = (...blocks: readonly Node[]) => schema.topNodeType.create(null, blocks);
const quote = (...blocks: readonly Node[]) => schema.node('blockquote', null, blocks);

/** `+` came, `-` went. */
const read = (json: JSONContent): string => {
  if (json.type === 'text') {
    const change = json.marks?.find(({ type }) => type === 'added' || type === 'removed')?.type;
    return change ? `${change === 'added' ? '+' : '-'}[${json.text}]` : (json.text ?? '');
  }
  if (json.type === 'foldedBlocks') return `…${json.attrs?.['count']}`;
  const inside = (json.content ?? []).map(read);
  return json.type === 'paragraph' ? inside.join('') : inside.join(' / ');
};

describe('what changed', () => {
  it.each<readonly [string, Node, Node, string]>([
    ['a word', docOf(paragraph('one two three')), docOf(paragraph('one 2 three')), 'one -[two]+[2] three'],
    ['a block that came', docOf(paragraph('a')), docOf(paragraph('a'), paragraph('b')), 'a / +[b]'],
    ['a block that went', docOf(paragraph('a'), paragraph('b')), docOf(paragraph('b')), '-[a] / b'],
    ['inside of a quote', docOf(quote(paragraph('a b'))), docOf(quote(paragraph('a c'))), 'a -[b]+[c]'],
    ['another kind', docOf(paragraph('a')), docOf(quote(paragraph('a'))), '-[a] / +[a]'],
  ])('%s is marked', (_what, before, after, expected) =>
    expect(read(diffVersions(before, after).doc)).toBe(expected),
  );

  it('is counted, and long runs that stayed are folded', () => {
    const same = Array.from({ length: 100 }, (_, index) => paragraph(`same ${index}`));
    const diff = diffVersions(docOf(...same), docOf(...same, paragraph('new')));
    expect(diff).toMatchObject({ added: 3, removed: 0 });
    expect(read(diff.doc)).toBe('…98 / same 98 / same 99 / +[new]');
  });
});

describe('restoring', () => {
  it('leads to that version, from any other', () => {
    const block = fc.oneof(
      fc.constantFrom('', 'a', 'ab', 'aab', 'abab', '하나 둘', '하나 둘 셋').map(paragraph),
      fc
        .array(fc.constantFrom('a', 'b').map(paragraph), { minLength: 1, maxLength: 3 })
        .map((inside) => quote(...inside)),
    );
    const doc = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => docOf(...blocks));
    fc.assert(
      fc.property(doc, doc, (now, then) => {
        const change = restoring(EditorState.create({ doc: now }), then);
        expect((change?.doc ?? now).toJSON()).toEqual(then.toJSON());
      }),
      { numRuns: 300 },
    );
  });

  it('touches only what differs', () => {
    const now = docOf(paragraph('kept'), paragraph('one two three'), paragraph('kept too'));
    const then = docOf(paragraph('kept'), paragraph('one 2 three'), paragraph('kept too'));
    const change = restoring(EditorState.create({ doc: now }), then);
    expect(change?.steps).toHaveLength(1);
    expect(JSON.stringify(change?.steps[0]?.toJSON())).not.toContain('kept');
  });
});

describe('history', () => {
  const who = (letter: string) => {
    const member: string = letter.repeat(64);
    if (!isMemberId(member)) throw new Error('bug: member');
    return { member, name: letter, colour: 'pine' as const };
  };
  const noon = new Date(2026, 10, 12, 12).getTime();
  const version = (id: string, minutesAgo: number, by: string) => ({
    id,
    at: noon - minutesAgo * 60_000,
    by: who(by),
    bytes: 10,
    mine: false,
  });

  it('is told by day and by who sat at it', () => {
    const days = historyDays([
      version('6', 0, 'a'),
      version('5', 5, 'a'),
      version('4', 10, 'b'),
      version('3', 90, 'b'),
      version('2', 24 * 60, 'b'),
      version('1', 24 * 60 + 1, 'b'),
    ]);
    expect(
      days.map(({ sittings }) => sittings.map(({ newest, before, count }) => [newest.id, before?.id, count])),
    ).toEqual([
      [
        ['6', '4', 2],
        ['4', '3', 1],
        ['3', '2', 1],
      ],
      [['2', undefined, 2]],
    ]);
  });
});
