/** Refusals in words. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { HostError } from '../../contract/index.ts';
import { guardianProblemWords } from './guardian-words.ts';
import { refusalWords } from './refusals.ts';
import { ruleMetWords } from './rule-words.ts';

export const errorWords = (t: TFunction, error: HostError): string => {
  switch (error.kind) {
    case 'invalid-input':
      return t('error.invalidInput');
    case 'no-profile':
      return t('error.noProfile');
    case 'not-found':
      return t('error.notFound');
    case 'invalid-codes':
      return guardianProblemWords(t, error.problem);
    case 'not-allowed':
      return refusalWords(t, error.permission);
    case 'invalid-link':
      if (error.reason === 'expired') return t('error.linkExpired');
      return error.reason === 'version' ? t('error.linkVersion') : t('error.linkMalformed');
    case 'invalid-phrase':
      return t('error.invalidPhrase');
    case 'locked':
      return t('error.locked');
    case 'other-identity':
      return t('error.otherIdentity');
    case 'still-member':
      return t('error.stillMember');
    case 'too-long':
      return t('error.tooLong', { limit: error.limitBytes.toLocaleString() });
    case 'slow-mode':
      return t('error.slowMode');
    case 'call-full':
      return t('calls.full', { count: error.most });
    case 'call-devices':
      return t('calls.ownDevices', { count: error.most });
    case 'no-signaling':
      return t('calls.noSignaling');
    case 'line-busy':
      return t('ringing.lineBusy');
    case 'rings-too-often':
      return t('ringing.tooOften');
    case 'rule-met':
      return ruleMetWords(t, error.rule);
    case 'storage':
      return t('error.storage');
    case 'closed':
      return t('error.closed');
    case 'internal':
      return t('error.internal');
    default:
      return unreachable(error);
  }
};
