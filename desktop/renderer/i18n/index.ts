/** Words. Keys are typed from Korean, so a missing one fails to compile; a test checks both languages. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ko } from './ko.ts';

export type Language = 'ko' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ko };
  }
}

/** The language to show for a setting, from the system's list of preferences. */
export const resolveLanguage = (setting: 'system' | Language, system: readonly string[]): Language => {
  if (setting !== 'system') return setting;
  for (const tag of system) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'ko' || primary === 'en') return primary;
  }
  return 'en';
};

/** An instance of its own, ready at once: nothing is fetched. */
export const createI18n = (language: Language): i18n => {
  const instance = i18next.createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { ko: { translation: ko }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
};
