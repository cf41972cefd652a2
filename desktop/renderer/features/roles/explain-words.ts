/** The steps that lead to a permission, in words. */
import { type CauseView, type StepView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { permissionName } from '../../text/refusals.ts';

const overwriteWords = (
  t: TFunction,
  { level, place, target }: Extract<CauseView, { kind: 'overwrite' }>,
  allows: boolean,
): string => {
  const at = level === 'channel' ? `#${place}` : place;
  if (target.kind === 'everyone')
    return allows
      ? t('roles.why.everyoneHereAllows', { place: at })
      : t('roles.why.everyoneHereDenies', { place: at });
  const words = { place: at, name: target.name };
  return allows ? t('roles.why.hereAllows', words) : t('roles.why.hereDenies', words);
};

export const stepWords = (t: TFunction, step: StepView, time: (ms: number) => string): string => {
  const { cause } = step;
  switch (cause.kind) {
    case 'not-a-member':
      return t('roles.why.notAMember');
    case 'unknown-place':
      return t('roles.why.unknownPlace');
    case 'owner':
      return t('roles.why.owner');
    case 'everyone':
      return step.effect === 'allow' ? t('roles.why.everyoneAllows') : t('roles.why.everyoneDoesNot');
    case 'role':
      return t('roles.why.role', { role: cause.role });
    case 'administrator':
      return cause.role === null
        ? t('roles.why.administratorAll')
        : t('roles.why.administrator', { role: cause.role });
    case 'overwrite':
      return overwriteWords(t, cause, step.effect === 'allow');
    case 'implied':
      return t('roles.why.implied', { permission: permissionName(t, cause.needs) });
    case 'timed-out':
      return t('roles.why.timedOut', { until: time(cause.until) });
    case 'rules-not-accepted':
      return t('roles.why.rulesNotAccepted');
    case 'archived':
      return t('roles.why.archived');
    default:
      return unreachable(cause);
  }
};
