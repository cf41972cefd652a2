/** What is to be done for a card, item by item: ticked, written in place, ordered by buttons or Alt and arrows. */
import { type BoardCard, type ChecklistItem, limits } from '@maru/sync-core';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../components/button.tsx';
import { isComposing } from '../../composer/keyboard.ts';
import { useBoard } from '../board-context.ts';
import styles from './card.module.css';

const tickId = (item: ChecklistItem): string => `item-${item.id}`;

const Item = ({ card, item, index }: { card: BoardCard; item: ChecklistItem; index: number }) => {
  const { locked, edit, say } = useBoard();
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const count = card.checklist.length;
  const move = async (to: number) => {
    if (to < 0 || to >= count) return;
    const others = card.checklist.filter(({ id }) => id !== item.id);
    const before = others[to]?.id ?? null;
    if (!(await edit({ type: 'moveItem', card: card.id, item: item.id, before }))) return;
    say(t('boards.itemMoved', { text: item.text, at: to + 1, count }));
    document.getElementById(tickId(item))?.focus();
  };
  const keep = async () => {
    const wanted = text?.trim() ?? '';
    if (wanted !== '' && wanted !== item.text)
      await edit({ type: 'setItemText', card: card.id, item: item.id, text: wanted });
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || step === 0 || locked !== null) return;
    event.preventDefault();
    event.stopPropagation();
    void move(index + step);
  };
  return (
    <li className={styles.item} onKeyDown={onKeyDown}>
      <input
        id={tickId(item)}
        type="checkbox"
        aria-label={item.text}
        aria-keyshortcuts={locked === null ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
        checked={item.done}
        disabled={locked !== null}
        onChange={(event) =>
          void edit({ type: 'setItemDone', card: card.id, item: item.id, done: event.target.checked })
        }
      />
      {locked === null ? (
        <input
          className={styles.itemText}
          data-done={item.done || undefined}
          aria-label={t('boards.itemText')}
          value={text ?? item.text}
          maxLength={limits.boardTitleChars}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => void keep()}
          onKeyDown={(event) => {
            if (isComposing(event) || event.key !== 'Enter') return;
            event.preventDefault();
            void keep();
          }}
        />
      ) : (
        <span className={styles.itemText} data-done={item.done || undefined}>
          {item.text}
        </span>
      )}
      {locked === null && (
        <span className={styles.itemTools}>
          <IconButton
            icon={ArrowUp}
            size={14}
            tip={false}
            label={t('boards.itemUp', { text: item.text })}
            disabled={index === 0}
            onClick={() => void move(index - 1)}
          />
          <IconButton
            icon={ArrowDown}
            size={14}
            tip={false}
            label={t('boards.itemDown', { text: item.text })}
            disabled={index === count - 1}
            onClick={() => void move(index + 1)}
          />
          <IconButton
            icon={X}
            size={14}
            tip={false}
            label={t('boards.removeItem', { text: item.text })}
            onClick={() => void edit({ type: 'removeItem', card: card.id, item: item.id })}
          />
        </span>
      )}
    </li>
  );
};

export const Checklist = ({ card }: { card: BoardCard }) => {
  const { locked, edit } = useBoard();
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const done = card.checklist.filter((item) => item.done).length;
  const add = async () => {
    const wanted = text.trim();
    if (wanted === '') return;
    setText('');
    const made = await edit({ type: 'addItem', card: card.id, text: wanted, before: null });
    if (!made) setText(wanted);
  };
  return (
    <>
      {card.checklist.length > 0 && (
        <>
          <div className={styles.progress}>
            <progress
              value={done}
              max={card.checklist.length}
              aria-label={t('boards.checklistProgress', { done, count: card.checklist.length })}
            />
            <span aria-hidden="true">
              {done}/{card.checklist.length}
            </span>
          </div>
          <ul className={styles.items}>
            {card.checklist.map((item, index) => (
              <Item key={item.id} card={card} item={item} index={index} />
            ))}
          </ul>
        </>
      )}
      {locked === null && (
        <form
          className={styles.addItem}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <input
            aria-label={t('boards.addItem')}
            placeholder={t('boards.addItem')}
            value={text}
            maxLength={limits.boardTitleChars}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
            }}
          />
          {text.trim() !== '' && <Button type="submit">{t('boards.addItemGo')}</Button>}
        </form>
      )}
    </>
  );
};
