/** The emoji grid. Its data is part of the bundle and comes in a chunk of its own: no other server is asked. */
import { type EmojiData, type EmojiPickerListComponents, EmojiPicker as Picker } from 'frimousse';
import { useTranslation } from 'react-i18next';
import styles from './emoji-picker.module.css';

const resolve = async (locale: string): Promise<EmojiData> => {
  const { emojiDataFor } = await import('../text/emoji-data.ts');
  return emojiDataFor(locale === 'ko' ? 'ko' : 'en');
};

// ARIA counts rows and columns from one, the library from zero.
const fromOne = (index: number | undefined): number => (index ?? 0) + 1;

const parts: EmojiPickerListComponents = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className={styles.category}>
      {category.label}
    </div>
  ),
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: frimousse gives role="row" in props
  Row: (props) => <div {...props} aria-rowindex={fromOne(props['aria-rowindex'])} className={styles.row} />,
  Emoji: ({ emoji, ...props }) => (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: frimousse gives role="gridcell" in props
    <button
      {...props}
      aria-colindex={fromOne(props['aria-colindex'])}
      className={styles.emoji}
      data-active={emoji.isActive || undefined}
    >
      {emoji.emoji}
    </button>
  ),
};

export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const { t, i18n } = useTranslation();
  return (
    <Picker.Root
      className={styles.root}
      locale={i18n.language === 'ko' ? 'ko' : 'en'}
      resolveEmojiData={resolve}
      columns={8}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      aria-label={t('emoji.label')}
    >
      <Picker.Search
        className={styles.search}
        placeholder={t('emoji.search')}
        aria-label={t('emoji.search')}
        autoFocus
      />
      <Picker.Viewport className={styles.viewport}>
        <Picker.Loading className={styles.note}>{t('emoji.loading')}</Picker.Loading>
        <Picker.Empty className={styles.note}>{t('emoji.none')}</Picker.Empty>
        <Picker.List className={styles.list} components={parts} />
      </Picker.Viewport>
    </Picker.Root>
  );
};
