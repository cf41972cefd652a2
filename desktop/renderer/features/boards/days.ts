/**
 * Days as boards keep them: `2026-11-26`, the same day wherever one reads it. And the grids of a calendar. Pure; the
 * machine's own time zone is only asked for the day that a moment falls on.
 */

/** `2026-11-26`. */
export type Day = string;

const two = (value: number): string => String(value).padStart(2, '0');

export const dayOf = (at: number): Day => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The first moment of a day, here. */
export const startOf = (day: Day): number => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
};

const numberOf = (day: Day): number => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return Math.floor(Date.UTC(year, month - 1, date) / 86_400_000);
};

export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

export const addDays = (day: Day, count: number): Day => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(new Date(year, month - 1, date + count).getTime());
};

/** The same date of another month, or that month's last day where it has no such date. */
export const addMonths = (day: Day, count: number): Day => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(year, month + count, 0).getDate();
  return dayOf(new Date(year, month - 1 + count, Math.min(date, last)).getTime());
};

/** 0 for Sunday. */
const weekdayOf = (day: Day): number => new Date(startOf(day)).getDay();

export const startOfWeek = (day: Day, firstDay: number): Day =>
  addDays(day, -((weekdayOf(day) - firstDay + 7) % 7));

export const weekOf = (day: Day, firstDay: number): readonly Day[] => {
  const start = startOfWeek(day, firstDay);
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
};

/** The weeks that show the month of `day`, whole. */
export const monthOf = (day: Day, firstDay: number): readonly (readonly Day[])[] => {
  const month = day.slice(0, 7);
  const weeks: (readonly Day[])[] = [];
  let start = startOfWeek(`${month}-01`, firstDay);
  while (weeks.length === 0 || start.slice(0, 7) <= month) {
    weeks.push(weekOf(start, firstDay));
    start = addDays(start, 7);
  }
  return weeks;
};

type WithWeek = Intl.Locale & {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
};

/** The day a week begins with where one lives: as the system's languages say, for that of the app. */
export const firstDayFor = (language: string, system: readonly string[]): number => {
  const tag = system.find((one) => one.toLowerCase().split('-')[0] === language) ?? language;
  const locale: WithWeek = new Intl.Locale(tag).maximize();
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 7;
  return first % 7;
};
