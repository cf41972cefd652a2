/** How good a connection is, in words. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { Grade } from '../../../calls/quality/connection-quality.ts';

export const gradeWords = (t: TFunction, grade: Grade): string => {
  switch (grade) {
    case 'good':
      return t('callQuality.good');
    case 'fair':
      return t('callQuality.fair');
    case 'poor':
      return t('callQuality.poor');
    case 'none':
      return t('callQuality.none');
    default:
      return unreachable(grade);
  }
};
