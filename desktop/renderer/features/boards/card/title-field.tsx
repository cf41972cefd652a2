/** A card's title, written in place: kept when one leaves it or presses Enter, left as it was by Escape. */
import { type BoardCard, limits } from '@maru/sync-core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import styles from './card.module.css';

export const TitleField = ({ card }: { card: BoardCard }) => {
  const { locked, edit } = useBoard();
  const { t } = useTranslation();
  const [title, setTitle] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const keeps = useRef(true);
  const shown = title ?? card.title;
  // Grows with its lines.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever what it shows changes.
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [shown]);
  if (locked !== null) return <h3 className={styles.title}>{card.title}</h3>;
  const leave = async () => {
    const wanted = title?.trim() ?? '';
    const changed = keeps.current && wanted !== '' && wanted !== card.title;
    keeps.current = true;
    if (changed) await edit({ type: 'setTitle', card: card.id, title: wanted });
    setTitle(null);
  };
  return (
    <textarea
      ref={field}
      rows={1}
      className={styles.title}
      aria-label={t('boards.cardTitle')}
      value={shown}
      maxLength={limits.boardTitleChars}
      onChange={(event) => setTitle(event.target.value.replaceAll('\n', ' '))}
      onKeyDown={(event) => {
        if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        event.stopPropagation();
        keeps.current = event.key === 'Enter';
        event.currentTarget.blur();
      }}
      onBlur={() => void leave()}
    />
  );
};
