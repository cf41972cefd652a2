/** What people do to notes and boards, made by a seed: bursts of typing, corrections, jumps; cards edited and moved. */
import { createSeeded } from '../../lib/seeded.ts';
import { createTexts } from '../../lib/texts.ts';

export type Edit = { readonly at: number; readonly deleted: number; readonly inserted: string };

export const makeEdits = (
  seed: number,
  count: number,
): { readonly edits: readonly Edit[]; readonly text: string } => {
  const random = createSeeded(seed);
  const texts = createTexts(seed);
  const edits: Edit[] = [];
  let text = '';
  let cursor = 0;
  let typing = '';
  while (edits.length < count) {
    const dice = random.next();
    if (dice < 0.02) cursor = random.below(text.length + 1);
    let edit: Edit;
    if (dice > 0.9 && cursor > 0) {
      edit = { at: cursor - 1, deleted: 1, inserted: '' };
    } else {
      if (typing === '') typing = `${texts.next()} `;
      const inserted = typing.charAt(0);
      typing = typing.slice(1);
      edit = { at: cursor, deleted: 0, inserted };
    }
    text = text.slice(0, edit.at) + edit.inserted + text.slice(edit.at + edit.deleted);
    cursor = edit.at + edit.inserted.length;
    edits.push(edit);
  }
  return { edits, text };
};

export type CardEdit = { readonly card: string; readonly field: string; readonly value: string };

export const makeCardEdits = (seed: number, count: number): readonly CardEdit[] => {
  const random = createSeeded(seed);
  const texts = createTexts(seed);
  return Array.from({ length: count }, () => {
    const card = `card-${random.below(Math.ceil(count / 20))}`;
    const dice = random.next();
    if (dice < 0.4) return { card, field: 'list', value: `list-${random.below(5)}` };
    if (dice < 0.8) return { card, field: 'title', value: texts.next().slice(0, 60) };
    return { card, field: 'done', value: random.next() < 0.5 ? 'yes' : 'no' };
  });
};
