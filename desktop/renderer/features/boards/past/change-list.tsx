/** Changes of a board one beneath the other; what a field said before is struck through, and said as such. */
import type { BoardChange, FieldChange } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../board-context.ts';
import { boardChangeWords, fieldWords } from './change-words.ts';
import styles from './past.module.css';

/** Longer texts are cut: the whole of it is on the card. */
const longest = 240;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)} …` : text);

export const FieldChangeLine = ({ change }: { change: FieldChange }) => {
  const { personOf } = useBoard();
  const { t, i18n } = useTranslation();
  const { what, before, after } = fieldWords(change, {
    t,
    language: i18n.language,
    nameOf: (member) => personOf(member).name,
  });
  return (
    <li className={styles.field}>
      <span className={styles.what}>{what}</span>
      {before !== null && (
        <del>
          <span className="visually-hidden">{t('boards.before')}: </span>
          {before === '' ? t('boards.nothing') : cut(before)}
        </del>
      )}
      {after !== null && (
        <ins>
          <span className="visually-hidden">{t('boards.after')}: </span>
          {after === '' ? t('boards.nothing') : cut(after)}
        </ins>
      )}
    </li>
  );
};

const keyOf = (change: BoardChange): string => {
  switch (change.kind) {
    case 'cardAdded':
      return change.card.id;
    case 'cardChanged':
      return change.card;
    case 'columnRenamed':
      return change.column;
    case 'labelChanged':
      return change.label;
    case 'labelAdded':
    case 'labelRemoved':
      return change.label.id;
    default:
      return change.column.id;
  }
};

const tones = {
  cardAdded: 'added',
  columnAdded: 'added',
  labelAdded: 'added',
  columnRemoved: 'removed',
  labelRemoved: 'removed',
  cardChanged: 'changed',
  columnMoved: 'changed',
  columnRenamed: 'changed',
  labelChanged: 'changed',
} as const satisfies Record<BoardChange['kind'], string>;

export const ChangeList = ({ changes }: { changes: readonly BoardChange[] }) => {
  const { t } = useTranslation();
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.kind} ${keyOf(change)}`} className={styles.change} data-tone={tones[change.kind]}>
          <strong>{boardChangeWords(t, change)}</strong>
          {change.kind === 'cardChanged' && (
            <ul>
              {change.changes.map((field, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a field may turn up twice; the list never moves.
                <FieldChangeLine key={index} change={field} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
};
