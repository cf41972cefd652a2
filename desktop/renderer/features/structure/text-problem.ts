/** What is wrong with a typed text, in words for beside its field; null when nothing is. */
import type { TFunction } from 'i18next';

/** Characters, as people count them on Discord. */
export const textLimits = { name: 100, topic: 1_024, description: 1_000, rules: 4_000 } as const;

export const tooLongProblem = (t: TFunction, text: string, limit: number): string | null =>
  text.length > limit
    ? t('structure.tooLongBy', {
        over: (text.length - limit).toLocaleString(),
        limit: limit.toLocaleString(),
      })
    : null;

export const nameProblem = (t: TFunction, name: string): string | null =>
  name.trim() === '' ? t('structure.nameEmpty') : tooLongProblem(t, name.trim(), textLimits.name);
