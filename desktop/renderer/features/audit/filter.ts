/** What the record is filtered by, as it is typed; and as the host is asked. */
import type { AccountKind, AuditFilterInput, MemberId } from '@maru/sync-core';

export type FilterChoice = {
  readonly by: MemberId | null;
  readonly kinds: readonly AccountKind[];
  readonly target: string | null;
  /** Days as a date field says them; empty for none. */
  readonly from: string;
  readonly until: string;
  readonly counts: 'all' | 'yes' | 'no';
};

export const noFilter: FilterChoice = {
  by: null,
  kinds: [],
  target: null,
  from: '',
  until: '',
  counts: 'all',
};

/** The start of a day where the person is; null for a day that isn't one. */
const startOf = (day: string, plusDays = 0): number | null => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays).getTime();
};

/** The last day lies before the first: nothing could suit. */
export const isReversed = ({ from, until }: FilterChoice): boolean =>
  from !== '' && until !== '' && until < from;

export const toFilter = (choice: FilterChoice): AuditFilterInput => {
  const end = startOf(choice.until, 1);
  return {
    by: choice.by,
    kinds: choice.kinds,
    target: choice.target,
    fromMs: startOf(choice.from),
    untilMs: end === null || isReversed(choice) ? null : end - 1,
    counts: choice.counts === 'all' ? null : choice.counts === 'yes',
  };
};

/** How many of the filters narrow the list. */
export const countFilters = ({ by, kinds, target, from, until, counts }: FilterChoice): number =>
  [by !== null, kinds.length > 0, target !== null, from !== '', until !== '', counts !== 'all'].filter(
    Boolean,
  ).length;
