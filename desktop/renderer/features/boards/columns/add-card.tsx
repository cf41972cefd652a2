/** A new card at the foot of a column: Enter makes it and waits for the next one. */
import { type BoardColumn, limits } from '@maru/sync-core';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import styles from './columns.module.css';

export const AddCard = ({
  column,
  open,
  onOpen,
}: {
  column: BoardColumn;
  open: boolean;
  onOpen: (open: boolean) => void;
}) => {
  const { edit, say } = useBoard();
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const trigger = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  const close = () => {
    onOpen(false);
    requestAnimationFrame(() => trigger.current?.focus());
  };
  const add = async () => {
    const wanted = title.trim();
    if (wanted === '') return;
    setTitle('');
    const done = await edit({ type: 'addCard', column: column.id, title: wanted, before: null });
    // What was refused is not lost.
    if (done) say(t('boards.cardAdded', { title: wanted, column: column.title }));
    else setTitle((now) => (now === '' ? wanted : now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      void add();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  if (!open)
    return (
      <button
        ref={trigger}
        type="button"
        className={styles.add}
        data-add={column.id}
        onClick={() => onOpen(true)}
      >
        <Icon of={Plus} size={16} />
        {t('boards.addCard')}
        <span className="visually-hidden">: {column.title}</span>
      </button>
    );
  return (
    <form
      className={styles.addForm}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <textarea
        ref={field}
        className={styles.titleField}
        aria-label={t('boards.newCardTitle', { column: column.title })}
        placeholder={t('boards.newCardPlaceholder')}
        value={title}
        rows={2}
        maxLength={limits.boardTitleChars}
        onChange={(event) => setTitle(event.target.value.replaceAll('\n', ' '))}
        onKeyDown={onKeyDown}
      />
      <div className={styles.addFoot}>
        <Button type="submit" tone="accent" disabled={title.trim() === ''}>
          {t('boards.addCardGo')}
        </Button>
        <Button tone="quiet" onClick={close}>
          {t('common.close')}
        </Button>
      </div>
    </form>
  );
};
