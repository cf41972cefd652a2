/** "Move to…": a column and a place in it, chosen rather than dragged. */

import type { BoardCard, BoardColumn } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { Select } from '../../../components/field.tsx';
import { useBoard } from '../board-context.ts';
import { arrange, moveEdit, placeOf } from '../columns/arrange.ts';
import styles from './card.module.css';

export const MoveDialog = ({
  card,
  onClose,
  onMoved,
}: {
  card: BoardCard;
  onClose: () => void;
  /** With the columns as they are then. */
  onMoved?: (columns: readonly BoardColumn[]) => void;
}) => {
  const { view, edit, say } = useBoard();
  const { t } = useTranslation();
  const from = placeOf(view.columns, card.id);
  const [column, setColumn] = useState<string>(from?.column ?? view.columns[0]?.id ?? '');
  const [index, setIndex] = useState(from?.index ?? 0);
  const chosen = view.columns.find(({ id }) => id === column);
  const places = (chosen?.cards.filter(({ id }) => id !== card.id).length ?? 0) + 1;
  const place = Math.min(index, places - 1);
  return (
    <Dialog title={t('boards.moveTitle', { title: card.title })} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!chosen) return;
          const move = { card: card.id, column: chosen.id, index: place };
          if (!(await edit(moveEdit(view.columns, move)))) return;
          onClose();
          say(t('boards.dropped', { title: card.title, column: chosen.title, at: place + 1, count: places }));
          onMoved?.(arrange(view.columns, move));
        }}
      >
        <Select
          label={t('boards.column')}
          value={column}
          options={view.columns.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setColumn}
        />
        <Select
          label={t('boards.position')}
          value={String(place)}
          options={Array.from({ length: places }, (_, at) => ({
            value: String(at),
            label: t('boards.positionOf', { at: at + 1, count: places }),
          }))}
          onChange={(value) => setIndex(Number(value))}
        />
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="accent">
            {t('boards.moveGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};
