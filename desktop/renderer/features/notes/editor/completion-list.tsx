/** The list at the caret; the text keeps the focus (ARIA 1.2 combobox). */
import type { Editor } from '@tiptap/core';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../../components/avatar.tsx';
import { Icon } from '../../../components/icons.tsx';
import styles from './completion.module.css';
import type { CompletionStore } from './completion.ts';

const listHeight = 420;

export const CompletionList = ({ editor, store }: { editor: Editor; store: CompletionStore }) => {
  const { t } = useTranslation();
  const open = useStore(store, (state) => state.open);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = open !== null && open.rect !== null && (open.choices.length > 0 || open.kind === 'messages');
  const activeId = shown && open.choices.length > 0 ? `${id}-${open.active}` : null;

  useEffect(() => {
    const { dom } = editor.view;
    if (activeId === null) {
      dom.removeAttribute('aria-activedescendant');
      dom.removeAttribute('aria-controls');
      return;
    }
    dom.setAttribute('aria-activedescendant', activeId);
    dom.setAttribute('aria-controls', id);
    list.current?.querySelector(`#${CSS.escape(activeId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [editor, activeId, id]);

  if (!shown || !open.rect) return null;
  const above = open.rect.bottom + listHeight > innerHeight && open.rect.top > listHeight;
  return (
    <div
      ref={list}
      id={id}
      className={styles.list}
      role="listbox"
      aria-label={
        open.kind === 'blocks'
          ? t('notes.blocks')
          : open.kind === 'people'
            ? t('composer.suggestions')
            : t('notes.messages')
      }
      style={{
        left: Math.max(8, Math.min(open.rect.left, innerWidth - 296)),
        ...(above ? { bottom: innerHeight - open.rect.top + 4 } : { top: open.rect.bottom + 4 }),
      }}
    >
      {open.choices.length === 0 && (
        <p className={styles.none}>{open.loading ? t('notes.searching') : t('notes.messagesHint')}</p>
      )}
      {open.choices.map((choice, index) => (
        // The text has the focus and the keys; a pointer may also pick.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant moves, focus stays.
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === open.active}
          className={styles.choice}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => open.take(choice)}
        >
          {choice.person ? (
            <Avatar name={choice.person.name} colour={choice.person.colour} size={24} />
          ) : (
            choice.icon && <Icon of={choice.icon} size={18} />
          )}
          <span className={styles.label}>
            {choice.label}
            {choice.note && <small>{choice.note}</small>}
          </span>
          {choice.keys && <span className={styles.keys}>{choice.keys}</span>}
        </div>
      ))}
    </div>
  );
};
