/** Times in words: relative up to a day, then a date in the locale. */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const startOfDay = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
};
export const isSameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (language: string, options: Intl.DateTimeFormatOptions, at: number): string => {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known.format(at);
};

export const clockTime = (language: string, at: number): string =>
  format(language, { hour: 'numeric', minute: '2-digit' }, at);

/** The narrowest form that still says the minute: for the gutter of a grouped message. */
export const shortClock = (at: number): string => {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};

export const exactTime = (language: string, at: number): string =>
  format(language, { dateStyle: 'full', timeStyle: 'short' }, at);

export const fullDate = (language: string, at: number): string => format(language, { dateStyle: 'long' }, at);

/** When something ends: the clock alone where that is today. */
export const untilTime = (language: string, at: number, now: number): string =>
  isSameDay(at, now) ? clockTime(language, at) : `${shortDate(language, at, now)} ${clockTime(language, at)}`;

export const shortDate = (language: string, at: number, now: number): string => {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(language, { month: 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }, at);
};

// Made once per language: making one costs more than a row of the timeline.
const relatives = new Map<string, Intl.RelativeTimeFormat>();
const relative = (language: string): Intl.RelativeTimeFormat => {
  const known = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  relatives.set(language, known);
  return known;
};

export const relativeTime = (language: string, at: number, now: number, justNow: string): string => {
  const past = now - at;
  if (past < minute) return justNow;
  if (past < hour) return relative(language).format(-Math.floor(past / minute), 'minute');
  if (past < day) return relative(language).format(-Math.floor(past / hour), 'hour');
  return `${shortDate(language, at, now)} ${clockTime(language, at)}`;
};

/** How long until then: in minutes, hours or days. */
export const timeAhead = (language: string, at: number, now: number): string => {
  const left = Math.max(0, at - now);
  if (left < hour) return relative(language).format(Math.max(1, Math.ceil(left / minute)), 'minute');
  if (left < 1.5 * day) return relative(language).format(Math.ceil(left / hour), 'hour');
  return relative(language).format(Math.round(left / day), 'day');
};

export const dayLabel = (
  language: string,
  at: number,
  now: number,
  words: { today: string; yesterday: string },
): string => {
  if (isSameDay(at, now)) return words.today;
  if (isSameDay(at, startOfDay(now) - hour)) return words.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(
    language,
    { weekday: 'long', month: 'long', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) },
    at,
  );
};
