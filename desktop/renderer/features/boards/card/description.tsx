/** A card's text: read as messages are, written as it is typed, together with whoever else types in it. */
import type { BoardCard } from '@maru/sync-core';
import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Markdown } from '../../../components/markdown.tsx';
import { useOpenLink } from '../../../stores/open-link.ts';
import { useBoard } from '../board-context.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import styles from './card.module.css';
import { useSharedText } from './use-shared-text.ts';

const Editor = ({ card, onDone }: { card: BoardCard; onDone: () => void }) => {
  const { t } = useTranslation();
  const field = useFirstFocus<HTMLTextAreaElement>();
  const { text, change } = useSharedText(card, field);
  // biome-ignore lint/correctness/useExhaustiveDependencies: grows with its lines.
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);
  return (
    <div className={styles.editor}>
      <textarea
        ref={field}
        rows={4}
        className={styles.text}
        aria-label={t('boards.description')}
        placeholder={t('boards.descriptionPlaceholder')}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <div className={styles.foot}>
        <span className={styles.faint}>{t('boards.savedAsYouType')}</span>
        <Button tone="outline" onClick={onDone}>
          {t('boards.doneWriting')}
        </Button>
      </div>
    </div>
  );
};

export const Description = ({ card }: { card: BoardCard }) => {
  const { locked } = useBoard();
  const openLink = useOpenLink();
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (writing && locked === null)
    return (
      <Editor
        card={card}
        onDone={() => {
          setWriting(false);
          requestAnimationFrame(() => trigger.current?.focus());
        }}
      />
    );
  return (
    <>
      {card.description === '' ? (
        locked !== null && <p className={styles.faint}>{t('boards.noDescription')}</p>
      ) : (
        <div className={styles.read}>
          <Markdown text={card.description} mentions={[]} openLink={openLink} me={null} />
        </div>
      )}
      {locked === null && (
        <button ref={trigger} type="button" className={styles.addValue} onClick={() => setWriting(true)}>
          <Icon of={Pencil} size={15} />
          {card.description === '' ? t('boards.addDescription') : t('boards.editDescription')}
        </button>
      )}
    </>
  );
};
