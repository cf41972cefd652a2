/** The current minute as state: relative times age without anything else moving. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../stores/services.ts';
import { clockTime, dayLabel, exactTime, relativeTime, shortDate } from './time.ts';

const tickMs = 30_000;

export const useNow = (): number => {
  const { environment } = useServices();
  const [now, setNow] = useState(() => environment.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(environment.now()), tickMs);
    return () => clearInterval(timer);
  }, [environment]);
  return now;
};

export const useTimeWords = (now: number) => {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return {
    relative: (at: number) => relativeTime(language, at, now, t('time.now')),
    exact: (at: number) => exactTime(language, at),
    clock: (at: number) => clockTime(language, at),
    date: (at: number) => shortDate(language, at, now),
    day: (at: number) =>
      dayLabel(language, at, now, { today: t('time.today'), yesterday: t('time.yesterday') }),
  };
};
