/** Why a message was reported, in words. */
import { type ReportReason, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';

export const reasonWords = (t: TFunction, reason: ReportReason): string => {
  switch (reason) {
    case 'spam':
      return t('moderation.reasonSpam');
    case 'harassment':
      return t('moderation.reasonHarassment');
    case 'harm':
      return t('moderation.reasonHarm');
    case 'sensitive':
      return t('moderation.reasonSensitive');
    case 'other':
      return t('moderation.reasonOther');
    case 'rule':
      return t('moderation.reasonRule');
    default:
      return unreachable(reason);
  }
};
