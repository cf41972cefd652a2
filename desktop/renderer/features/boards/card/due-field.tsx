/** The day a card is due: the system's own picker, and what that day comes to in words. */
import type { BoardCard } from '@maru/sync-core';
import { X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import { useNow } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import styles from './card.module.css';
import { dueWords } from './due-words.ts';

export const DueField = ({ card }: { card: BoardCard }) => {
  const { locked, edit } = useBoard();
  const { t, i18n } = useTranslation();
  const now = useNow();
  const id = useId();
  const words = card.due === null ? null : dueWords(t, i18n.language, card.due, now, card.done);
  const set = (due: string | null) => void edit({ type: 'setDue', card: card.id, due });
  return (
    <div className={styles.values}>
      {locked === null && (
        <input
          type="date"
          className={styles.date}
          aria-label={t('boards.due')}
          aria-describedby={words ? id : undefined}
          value={card.due ?? ''}
          min="1970-01-01"
          max="9999-12-31"
          onChange={(event) => event.target.value !== '' && set(event.target.value)}
        />
      )}
      {words ? (
        <span id={id} className={styles.dueWords} data-tone={words.tone}>
          {words.text}
        </span>
      ) : (
        locked !== null && <span className={styles.faint}>{t('boards.noDue')}</span>
      )}
      {card.due !== null && locked === null && (
        <IconButton icon={X} size={15} label={t('boards.clearDue')} onClick={() => set(null)} />
      )}
    </div>
  );
};
