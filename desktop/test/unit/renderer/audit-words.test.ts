/** Every act of the record has its sentence, and a file of them can be opened without harm. */
import {
  type AccountField,
  type AccountKind,
  type AuditEntryView,
  accountKinds,
  isMemberId,
  isOpId,
  type MemberId,
  type Named,
  type OpId,
} from '@maru/sync-core';
import { expect, it } from 'vitest';
import { toCsv, toJson } from '../../../renderer/features/audit/export.ts';
import { createI18n } from '../../../renderer/i18n/index.ts';
import { actWords, changeWords, kindWords } from '../../../renderer/text/audit-words.ts';

const made = <T extends string>(guard: (id: unknown) => id is T, id: string): T => {
  if (!guard(id)) throw new Error('not an id');
  return id;
};
const member: MemberId = made(isMemberId, 'a'.repeat(64));
const op: OpId = made(isOpId, 'b'.repeat(32));
const person = (name: string): Named => ({ kind: 'member', id: member, name });
const kinds: readonly AccountKind[] = Object.values(accountKinds).flat();

const entry = (change: Partial<AuditEntryView> = {}): AuditEntryView => ({
  op,
  kind: 'banned',
  author: { member, name: 'Minsu' },
  targets: [person('Jiwoo'), person('Hana')],
  reason: '',
  changes: [],
  at: 1_700_000_000_000,
  datedBack: false,
  refusal: null,
  ...change,
});
const time = { relative: String, exact: String };

for (const language of ['ko', 'en'] as const) {
  const { t } = createI18n(language);

  it(`every kind of act is a sentence with no holes, in ${language}`, () => {
    for (const kind of kinds)
      for (const targets of [[], [person('')], [person('Jiwoo'), person('Hana')]]) {
        const words = actWords(t, entry({ kind, targets }));
        expect(words, kind).not.toMatch(/\{\{|audit\.|undefined|epoch|operation/);
        expect(words.trim(), kind).toBe(words);
      }
    expect(new Set(kinds.map((kind) => kindWords(t, kind))).size).toBe(kinds.length);
  });

  it(`nobody’s device, and many people at once, are said as such, in ${language}`, () => {
    const unknown = actWords(t, entry({ kind: 'founded', author: { member: null, name: '' } }));
    expect(unknown).toMatch(language === 'ko' ? /알 수 없는 기기/ : /unknown device/);
    expect(actWords(t, entry({ kind: 'actsReverted' }))).toMatch(language === 'ko' ? /외 1명/ : /1 more/);
  });

  it(`what changed is said from what to what, in ${language}`, () => {
    const change = (field: AccountField, from: string | null, to: string | null) =>
      changeWords(
        t,
        {
          field,
          from: from === null ? null : { kind: 'text', text: from },
          to: to === null ? null : { kind: 'text', text: to },
        },
        time,
      );
    expect(change('name', 'old', 'new')).toMatch(/: old → new$/);
    expect(change('topic', null, 'new')).toMatch(/: new$/);
    expect(change('topic', 'old', null)).toMatch(language === 'ko' ? /old → 없음$/ : /old → None$/);
  });
}

it('[P19] a name that a spreadsheet would calculate is text in the file', () => {
  const { t } = createI18n('en');
  const csv = toCsv(t, [
    entry({ author: { member, name: '=HYPERLINK("http://a.example")' }, reason: '+1, "quoted"' }),
  ]);
  expect(csv).toContain('"\'=HYPERLINK(""http://a.example"")"');
  expect(csv).toContain('"\'+1, ""quoted"""');
  expect(csv.split('\r\n')).toHaveLength(3);
});

it('the other file holds what programs need', () => {
  const refusal = { reason: 'rank', permission: null } as const;
  expect(JSON.parse(toJson([entry({ refusal })]))).toMatchObject([
    { id: op, kind: 'banned', author: { member, name: 'Minsu' }, counts: false, refusal },
  ]);
});
