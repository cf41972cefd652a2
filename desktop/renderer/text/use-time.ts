/** Times in words of the person's language; relative ones age with the window's clock. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../stores/services.ts';
import { clockTime, dayLabel, exactTime, fullDate, relativeTime, shortDate, untilTime } from './time.ts';

export const useNow = (): number => useStore(useServices().clock.store, (state) => state.now);

export const useTimeWords = (now: number) => {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return {
    relative: (at: number) => relativeTime(language, at, now, t('time.now')),
    exact: (at: number) => exactTime(language, at),
    fullDate: (at: number) => fullDate(language, at),
    until: (at: number) => untilTime(language, at, now),
    clock: (at: number) => clockTime(language, at),
    date: (at: number) => shortDate(language, at, now),
    day: (at: number) =>
      dayLabel(language, at, now, { today: t('time.today'), yesterday: t('time.yesterday') }),
  };
};
