/** The completions above the composer; the text box keeps the focus (ARIA 1.2 combobox). */
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import styles from './composer.module.css';
import type { Suggestion } from './suggestions.ts';

export const suggestionId = (list: string, index: number): string => `${list}-${index}`;

export const SuggestionList = ({
  id,
  items,
  active,
  onTake,
}: {
  id: string;
  items: readonly Suggestion[];
  active: number;
  onTake: (suggestion: Suggestion) => void;
}) => {
  const { t } = useTranslation();
  return (
    <div id={id} className={styles.suggestions} role="listbox" aria-label={t('composer.suggestions')}>
      {items.map((item, index) => (
        // The text box has the focus and the keys; a pointer may also pick.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant moves, focus stays.
        <div
          key={
            item.kind === 'emoji'
              ? item.name
              : item.kind === 'everyone'
                ? 'everyone'
                : item.target.name + index
          }
          id={suggestionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={styles.suggestion}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          {item.kind === 'emoji' ? (
            <>
              <span className={styles.suggestionEmoji}>{item.emoji}</span>:{item.name}:
            </>
          ) : item.kind === 'everyone' ? (
            <>
              <strong>@everyone</strong>
              <span className={styles.suggestionNote}>{t('composer.everyone')}</span>
            </>
          ) : item.target.kind === 'role' ? (
            <>
              <strong style={{ color: `var(--name-${item.colour})` }}>@{item.target.name}</strong>
              <span className={styles.suggestionNote}>{t('composer.role')}</span>
            </>
          ) : (
            <>
              <Avatar name={item.target.name} colour={item.colour} size={24} />
              {item.target.name}
            </>
          )}
        </div>
      ))}
    </div>
  );
};
