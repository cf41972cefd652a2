/** How the own ring ended, or why it could not begin, for who rang. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { RingNote } from '../../../calls/ringing/ringing-store.ts';
import { errorWords } from '../../../text/errors.ts';

export const noteWords = (t: TFunction, note: RingNote): string => {
  const { name } = note;
  if (note.kind === 'refused') return errorWords(t, note.error);
  switch (note.outcome) {
    case 'declined':
      return t('ringing.declined', { name });
    case 'busy':
      return t('ringing.busy', { name });
    case 'unavailable':
      return t('ringing.unavailable', { name });
    case 'away':
      return t('ringing.away', { name });
    case 'no-answer':
      return t('ringing.noAnswer', { name });
    default:
      return unreachable(note.outcome);
  }
};
