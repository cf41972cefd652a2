/** Who said last what each field of a card says, and all that happened to it, the newest first. */
import type { BoardCard } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { boardInput } from '../../../stores/board-store.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import { FieldChangeLine } from '../past/change-list.tsx';
import styles from './card.module.css';

/** `title`, `description`, …; `assignee/<member>` and the like are said in the list of what happened. */
const fieldName = (t: TFunction, field: string): string | null => {
  switch (field) {
    case 'title':
      return t('boards.cardTitle');
    case 'description':
      return t('boards.description');
    case 'done':
      return t('boards.done');
    case 'due':
      return t('boards.due');
    case 'cover':
      return t('boards.cover');
    case 'event':
      return t('boards.plan');
    case 'column':
      return t('boards.column');
    default:
      return null;
  }
};

export const CardHistory = ({ card }: { card: BoardCard }) => {
  const { place, store } = useBoard();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { branch } = store.store.getState();
  const { value } = useQuery('cardHistory', { ...boardInput(place), branch, card: card.id }, [
    'documentsChanged',
  ]);
  if (!value) return <p className={styles.faint}>{t('boards.reading')}</p>;
  const blame = value.blame.flatMap((one) => {
    const name = fieldName(t, one.field);
    return name === null ? [] : [{ ...one, name }];
  });
  return (
    <>
      {blame.length > 0 && (
        <table className={styles.blame}>
          <caption className="visually-hidden">{t('boards.blameCaption')}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('boards.field')}</th>
              <th scope="col">{t('boards.lastBy')}</th>
              <th scope="col">{t('boards.when')}</th>
            </tr>
          </thead>
          <tbody>
            {blame.map(({ field, name, by, at }) => (
              <tr key={field}>
                <th scope="row">{name}</th>
                <td>
                  <span className={styles.person}>
                    <Avatar name={by.name} colour={by.colour} size={18} />
                    {by.name}
                  </span>
                </td>
                <td>
                  <time title={words.exact(at)}>{words.relative(at)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ol className={styles.happened}>
        {value.entries.map((entry) => (
          <li key={entry.version}>
            <Avatar name={entry.by.name} colour={entry.by.colour} size={22} />
            <div>
              <header>
                <strong>{entry.by.name}</strong>
                {entry.made && <span>{t('boards.madeCard')}</span>}
                <time title={words.exact(entry.at)}>{words.relative(entry.at)}</time>
              </header>
              {!entry.made && (
                <ul>
                  {entry.changes.map((change, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: of one past change, which stays as it is.
                    <FieldChangeLine key={index} change={change} />
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
};
