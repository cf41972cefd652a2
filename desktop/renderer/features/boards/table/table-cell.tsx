/** What one cell of the table shows, and the field in its place while it is written in. */
import { type BoardCard, limits } from '@maru/sync-core';
import { CircleCheck } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import { Assignees } from '../card/assignees.tsx';
import { Labels } from '../card/labels.tsx';
import { DueMark, Faces, LabelChip, labelsOf } from '../columns/card-face.tsx';
import columns from '../columns/columns.module.css';
import type { TableColumn, TableRow } from './sort-rows.ts';
import styles from './table.module.css';

export const CellValue = ({ row, column }: { row: TableRow; column: TableColumn }) => {
  const { view, personOf } = useBoard();
  const { t } = useTranslation();
  const { card } = row;
  switch (column) {
    case 'done':
      return card.done ? (
        <span className={styles.done}>
          <Icon of={CircleCheck} size={17} />
          <span className="visually-hidden">{t('boards.done')}</span>
        </span>
      ) : (
        <span className="visually-hidden">{t('boards.notDone')}</span>
      );
    case 'title':
      return <span className={styles.text}>{card.title}</span>;
    case 'column':
      return <span className={styles.text}>{row.column}</span>;
    case 'assignees':
      return <Faces people={card.assignees.map(personOf)} />;
    case 'labels':
      return (
        <span className={columns.labels}>
          {labelsOf(view, card).map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
        </span>
      );
    case 'due':
      return card.due === null ? null : (
        <span className={columns.marks}>
          <DueMark due={card.due} done={card.done} />
        </span>
      );
    case 'checklist': {
      const done = card.checklist.filter((item) => item.done).length;
      return card.checklist.length === 0 ? null : `${done}/${card.checklist.length}`;
    }
  }
};

const TitleEditor = ({ card, onDone }: { card: BoardCard; onDone: () => void }) => {
  const { edit } = useBoard();
  const { t } = useTranslation();
  const [title, setTitle] = useState(card.title);
  const leave = (keep: boolean) => {
    const wanted = title.trim();
    if (keep && wanted !== '' && wanted !== card.title)
      void edit({ type: 'setTitle', card: card.id, title: wanted });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
    leave(event.key === 'Enter');
  };
  return (
    <input
      className={styles.field}
      aria-label={t('boards.cardTitle')}
      value={title}
      maxLength={limits.boardTitleChars}
      onChange={(event) => setTitle(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => leave(true)}
    />
  );
};

/** Null where a cell has nothing to write in: it is ticked, or opens its card. */
export const CellEditor = ({
  row,
  column,
  onDone,
}: {
  row: TableRow;
  column: TableColumn;
  onDone: () => void;
}) => {
  const { view, edit } = useBoard();
  const { t } = useTranslation();
  const { card } = row;
  switch (column) {
    case 'title':
      return <TitleEditor card={card} onDone={onDone} />;
    case 'column':
      return (
        <select
          className={styles.field}
          aria-label={t('boards.column')}
          value={card.column}
          onBlur={onDone}
          onChange={(event) => {
            const to = view.columns.find(({ id }) => id === event.target.value);
            if (to) void edit({ type: 'moveCard', card: card.id, column: to.id, before: null });
            onDone();
          }}
        >
          {view.columns.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      );
    case 'due':
      return (
        <input
          type="date"
          className={styles.field}
          aria-label={t('boards.due')}
          value={card.due ?? ''}
          onChange={(event) => void edit({ type: 'setDue', card: card.id, due: event.target.value || null })}
          onBlur={onDone}
        />
      );
    case 'assignees':
      return <Assignees card={card} />;
    case 'labels':
      return <Labels card={card} />;
    case 'done':
    case 'checklist':
      return null;
  }
};
