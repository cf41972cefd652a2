/** Why codes of guardians don't bring the person back, in words. */
import { type GuardianError, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';

export const guardianProblemWords = (t: TFunction, problem: GuardianError): string => {
  switch (problem.kind) {
    case 'too-long':
      return t('devices.codes.tooLong');
    case 'malformed':
      return t('devices.codes.malformed');
    case 'mixed-sets':
      return t('devices.codes.mixed');
    case 'too-few':
      return t('devices.codes.tooFew', { found: problem.found, missing: problem.needed - problem.found });
    case 'wrong':
      return t('devices.codes.wrong');
    default:
      return unreachable(problem);
  }
};
