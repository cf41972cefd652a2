/** Versions as people remember them: what one person wrote at one sitting, by day. Pure. */
import type { DocumentVersionView } from '@maru/sync-core';

export type Sitting = {
  readonly newest: DocumentVersionView;
  readonly oldest: DocumentVersionView;
  /** What the note said before; null: nothing. */
  readonly before: DocumentVersionView | null;
  readonly count: number;
  readonly bytes: number;
};
export type HistoryDay = { readonly at: number; readonly sittings: readonly Sitting[] };

/** A longer rest begins another sitting. */
const restMs = 30 * 60_000;

const isSameDay = (a: number, b: number): boolean =>
  new Date(a).toDateString() === new Date(b).toDateString();

/** `versions`: the newest first. */
export const historyDays = (versions: readonly DocumentVersionView[]): readonly HistoryDay[] => {
  const sittings: Sitting[] = [];
  versions.forEach((version, index) => {
    const last = sittings.at(-1);
    const before = versions[index + 1] ?? null;
    const goesOn =
      last &&
      last.oldest.by?.member === version.by?.member &&
      last.oldest.at - version.at < restMs &&
      isSameDay(last.oldest.at, version.at);
    if (last && goesOn)
      sittings[sittings.length - 1] = {
        newest: last.newest,
        oldest: version,
        before,
        count: last.count + 1,
        bytes: last.bytes + version.bytes,
      };
    else sittings.push({ newest: version, oldest: version, before, count: 1, bytes: version.bytes });
  });
  const days: { at: number; sittings: Sitting[] }[] = [];
  for (const sitting of sittings) {
    const day = days.at(-1);
    if (day && isSameDay(day.at, sitting.newest.at)) day.sittings.push(sitting);
    else days.push({ at: sitting.newest.at, sittings: [sitting] });
  }
  return days;
};
