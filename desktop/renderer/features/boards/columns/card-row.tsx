/** A card in its column: opened by a press, dragged by mouse or finger, moved by keys, renamed in place. */
import { useDraggable } from '@dnd-kit/core';
import { type BoardCard, limits } from '@maru/sync-core';
import { MoreHorizontal } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import { CardFace } from './card-face.tsx';
import styles from './columns.module.css';

/** The element of a card that takes the focus. */
export const cardElementId = (card: string): string => `card-${card}`;

/** The title as a field: Enter keeps it, Escape leaves it as it was; so does an empty one. */
const TitleField = ({ card, onDone }: { card: BoardCard; onDone: () => void }) => {
  const { edit } = useBoard();
  const { t } = useTranslation();
  const [title, setTitle] = useState(card.title);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = useRef(false);
  useEffect(() => field.current?.select(), []);
  const leave = (keep: boolean) => {
    if (left.current) return;
    left.current = true;
    const wanted = title.trim();
    if (keep && wanted !== '' && wanted !== card.title)
      void edit({ type: 'setTitle', card: card.id, title: wanted });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    leave(event.key === 'Enter');
  };
  return (
    <textarea
      ref={field}
      className={styles.titleField}
      aria-label={t('boards.cardTitle')}
      value={title}
      rows={2}
      maxLength={limits.boardTitleChars}
      onChange={(event) => setTitle(event.target.value.replaceAll('\n', ' '))}
      onKeyDown={onKeyDown}
      onBlur={() => leave(true)}
    />
  );
};

export type CardRowProps = {
  readonly card: BoardCard;
  readonly index: number;
  readonly size: number;
  readonly tabbable: boolean;
  readonly picked: boolean;
  readonly renaming: boolean;
  readonly hintId: string;
  readonly onMenu: (card: BoardCard, anchor: Element) => void;
  readonly onRename: (card: string | null) => void;
};

export const CardRow = memo(function CardRow(props: CardRowProps) {
  const { card, index, size, tabbable, picked, renaming, hintId, onMenu, onRename } = props;
  const { locked, openCard } = useBoard();
  const { t } = useTranslation();
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: `card:${card.id}`,
    disabled: locked !== null || renaming,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list's rows are not children of its list.
    <div
      ref={setNodeRef}
      role="listitem"
      aria-setsize={size}
      aria-posinset={index + 1}
      className={styles.row}
      data-card-row={card.id}
      data-dragged={isDragging || undefined}
      data-picked={picked || undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(card, event.currentTarget);
      }}
    >
      {renaming ? (
        <div className={styles.card}>
          <TitleField card={card} onDone={() => onRename(null)} />
        </div>
      ) : (
        <>
          <button
            id={cardElementId(card.id)}
            type="button"
            className={styles.card}
            data-card={card.id}
            data-with-cover={card.cover ? true : undefined}
            tabIndex={tabbable ? 0 : -1}
            aria-describedby={locked === null ? hintId : undefined}
            onClick={() => openCard(card.id)}
            {...listeners}
          >
            <CardFace card={card} />
          </button>
          <span className={styles.cardMenu}>
            <IconButton
              icon={MoreHorizontal}
              size={16}
              label={t('boards.cardMenu', { title: card.title })}
              tip={false}
              tabIndex={tabbable ? 0 : -1}
              aria-haspopup="menu"
              onClick={(event) => onMenu(card, event.currentTarget)}
            />
          </span>
        </>
      )}
    </div>
  );
});
