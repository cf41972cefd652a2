/** A new column at the board's end. */
import { limits } from '@maru/sync-core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useBoard } from '../board-context.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import styles from './columns.module.css';

const NewColumn = ({ onClose }: { onClose: () => void }) => {
  const { edit, say } = useBoard();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  return (
    <form
      className={`${styles.column} ${styles.newColumn}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onSubmit={async (event) => {
        event.preventDefault();
        const wanted = name.trim();
        if (wanted === '') return;
        if (!(await edit({ type: 'addColumn', title: wanted, before: null }))) return;
        setName('');
        say(t('boards.columnAdded', { name: wanted }));
      }}
    >
      <input
        ref={field}
        className={styles.nameField}
        aria-label={t('boards.columnName')}
        placeholder={t('boards.columnPlaceholder')}
        value={name}
        maxLength={limits.boardTitleChars}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.addFoot}>
        <Button type="submit" tone="accent" disabled={name.trim() === ''}>
          {t('boards.addColumnGo')}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </form>
  );
};

export const AddColumn = () => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" className={styles.addColumn} onClick={() => setOpen(true)}>
        <Icon of={Plus} size={16} />
        {t('boards.addColumn')}
      </button>
    );
  return <NewColumn onClose={() => setOpen(false)} />;
};
