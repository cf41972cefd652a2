/** The record of a community in words: each kind of act, what it names, and values from what to what. */
import type {
  AccountChange,
  AccountField,
  AccountGroup,
  AccountKind,
  AccountValue,
  ActorView,
  AuditEntryView,
  Named,
} from '@maru/sync-core';
import { nameOf, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { acts, fields, groups, isShared, kinds, shared } from './audit-word-keys.ts';
import { permissionName } from './refusals.ts';

export const kindWords = (t: TFunction, kind: AccountKind): string => t(kinds[kind]);
export const groupWords = (t: TFunction, group: AccountGroup): string => t(groups[group]);

export const actorName = (t: TFunction, { member, name }: ActorView): string =>
  name !== '' ? name : member === null ? t('audit.unknownDevice') : t('audit.name.member');

/** What it is called, with nothing around it. */
export const bareName = (t: TFunction, named: Named): string => {
  const name = nameOf(named);
  switch (named.kind) {
    case 'member':
      return name || t('audit.name.member');
    case 'role':
      return name || t('audit.name.role');
    case 'everyone':
      return t('audit.name.everyone');
    case 'category':
      return name || t('audit.name.category');
    case 'channel':
      return name ? `#${name}` : t('audit.name.place');
    case 'invite':
      return name ? t('audit.name.inviteBy', { name }) : t('audit.name.invite');
    case 'rule':
      return name || t('audit.name.rule');
    default:
      return unreachable(named);
  }
};

/** As it stands within a sentence. */
export const namedWords = (t: TFunction, named: Named): string => {
  const name = bareName(t, named);
  if (named.kind === 'member') return t('audit.name.person', { name });
  if (named.kind === 'role') return t('audit.name.roleQuoted', { name });
  return named.kind === 'category' ? t('audit.name.categoryQuoted', { name }) : name;
};

/** Kinds whose words can't say what they name: a place or a person or a role. */
const spelledOut: ReadonlySet<AccountKind> = new Set(['overwriteSet', 'overwritesSynced']);

/** What was done, as a sentence. */
export const actWords = (
  t: TFunction,
  entry: Pick<AuditEntryView, 'kind' | 'author' | 'targets'>,
): string => {
  const { kind, author, targets } = entry;
  const [first, second] = targets;
  const words = spelledOut.has(kind) ? namedWords : bareName;
  const people = targets.filter((target) => target.kind === 'member').length;
  const target = first === undefined ? actorName(t, author) : words(t, first);
  const many = people > 1 ? t('audit.name.more', { name: target, count: people - 1 }) : target;
  return t(acts[kind], {
    who: actorName(t, author),
    target: many,
    second: second === undefined ? '' : words(t, second),
  });
};

export type TimeWords = { readonly relative: (at: number) => string; readonly exact: (at: number) => string };

const numberWords = (t: TFunction, field: AccountField, number: number): string => {
  if (field === 'slowMode' || field === 'seconds') return t('audit.seconds', { count: number });
  return field === 'maxUses' ? t('audit.times', { count: number }) : number.toLocaleString();
};

const valueWords = (t: TFunction, field: AccountField, value: AccountValue, time: TimeWords): string => {
  if (value === null) return t('audit.word.empty');
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return numberWords(t, field, value.number);
    case 'moment':
      return time.exact(value.ms);
    case 'switch':
      return value.on ? t('audit.word.on') : t('audit.word.off');
    case 'word':
      return isShared(value.word) ? t(shared[value.word]) : value.word;
    case 'named':
      return value.named.map((named) => bareName(t, named)).join(', ');
    case 'permissions':
      return value.permissions.map((permission) => permissionName(t, permission)).join(', ');
    default:
      return unreachable(value);
  }
};

/** One value from what to what; only to what, where nothing was before. */
export const changeWords = (t: TFunction, { field, from, to }: AccountChange, time: TimeWords): string => {
  const words = { field: t(fields[field]), to: valueWords(t, field, to, time) };
  if (from === null) return t('audit.set', words);
  return t('audit.changed', { ...words, from: valueWords(t, field, from, time) });
};
