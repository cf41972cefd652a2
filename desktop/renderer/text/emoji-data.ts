/** Emojibase's data as the picker and the `:name:` completion want it. Imported lazily: it is large. */
import enData from 'emojibase-data/en/data.json';
import enMessages from 'emojibase-data/en/messages.json';
import enShortcodes from 'emojibase-data/en/shortcodes/github.json';
import koData from 'emojibase-data/ko/data.json';
import koMessages from 'emojibase-data/ko/messages.json';
import type { EmojiData } from 'frimousse';

export type EmojiLanguage = 'ko' | 'en';

const sources = {
  ko: { data: koData, messages: koMessages },
  en: { data: enData, messages: enMessages },
} as const;

/** Newer ones show as empty boxes on systems a few years old. */
const maxVersion = 15;
const componentGroup = 2;
const toneKeys = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

const made = new Map<EmojiLanguage, EmojiData>();

export const emojiDataFor = (language: EmojiLanguage): EmojiData => {
  const known = made.get(language);
  if (known) return known;
  const { data, messages } = sources[language];
  const english = new Map(enData.map((emoji) => [emoji.hexcode, emoji]));
  const result: EmojiData = {
    locale: language,
    categories: messages.groups
      .filter(({ order }) => order !== componentGroup)
      .map(({ order, message }) => ({ index: order, label: message })),
    skinTones: Object.fromEntries(
      toneKeys.map((key) => [key, messages.skinTones.find((tone) => tone.key === key)?.message ?? key]),
    ) as EmojiData['skinTones'],
    emojis: data
      .filter(
        (emoji) => emoji.group !== undefined && emoji.group !== componentGroup && emoji.version <= maxVersion,
      )
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
      .map((emoji) => ({
        emoji: emoji.emoji,
        category: emoji.group ?? 0,
        label: emoji.label,
        version: emoji.version,
        // English words find emoji in every language.
        tags: [
          ...(emoji.tags ?? []),
          ...(language === 'en' ? [] : [english.get(emoji.hexcode)?.label ?? '']),
        ],
      })),
  };
  made.set(language, result);
  return result;
};

export type EmojiName = { readonly emoji: string; readonly name: string; readonly label: string };
let names: readonly EmojiName[] | null = null;

/** Every emoji by its GitHub short name, with its Korean label for searching. */
export const emojiNames = (): readonly EmojiName[] => {
  if (names) return names;
  const codes = enShortcodes as Readonly<Record<string, string | readonly string[]>>;
  const korean = new Map(koData.map((emoji) => [emoji.hexcode, emoji.label]));
  names = enData
    .filter((emoji) => emoji.version <= maxVersion && emoji.group !== componentGroup)
    .flatMap((emoji) => {
      const code = codes[emoji.hexcode];
      const list = code === undefined ? [] : typeof code === 'string' ? [code] : code;
      return list.map((name) => ({
        emoji: emoji.emoji,
        name,
        label: korean.get(emoji.hexcode) ?? emoji.label,
      }));
    });
  return names;
};
