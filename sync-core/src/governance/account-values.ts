/** Values of an act from what to what: only those that it sets and that differ. */
import { unreachable } from '../base/index.ts';
import {
  hasPermission,
  type Overwrite,
  type PermissionBits,
  permissionNames,
  permissionsToNames,
} from '../model/index.ts';
import type { AccountChange, AccountField, AccountValue, Named } from './account.ts';
import type { AutoRule, HistorySetting } from './types.ts';

export const textValue = (text: string | null | undefined): AccountValue =>
  text == null || text === '' ? null : { kind: 'text', text };
export const wordValue = (word: string | null | undefined): AccountValue =>
  word == null ? null : { kind: 'word', word };
export const numberValue = (number: number | null | undefined): AccountValue =>
  number == null ? null : { kind: 'number', number };
export const momentValue = (ms: number | null | undefined): AccountValue =>
  ms == null ? null : { kind: 'moment', ms };
export const switchValue = (on: boolean | null | undefined): AccountValue =>
  on == null ? null : { kind: 'switch', on };
export const namedValue = (...named: readonly Named[]): AccountValue =>
  named.length === 0 ? null : { kind: 'named', named };
const permissionsValue = (set: PermissionBits): AccountValue => ({
  kind: 'permissions',
  permissions: permissionsToNames(set),
});

export const historyValue = (history: HistorySetting | null | undefined): AccountValue => {
  if (history == null) return null;
  return history.type === 'sinceDate' ? momentValue(history.date) : wordValue(history.type);
};
const sameValue = (a: AccountValue, b: AccountValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was set, from what; nothing where it stays as it was. */
export const change = (
  field: AccountField,
  from: AccountValue,
  to: AccountValue,
): readonly AccountChange[] => (sameValue(from, to) ? [] : [{ field, from, to }]);

/** As `change`, for a field that an edit leaves alone with null. */
export const changeIfSet = <T>(
  field: AccountField,
  set: T | null,
  value: (of: T) => AccountValue,
  from: AccountValue,
): readonly AccountChange[] => (set === null ? [] : change(field, from, value(set)));

/** What a role's permissions gain and lose. */
export const permissionChanges = (
  from: PermissionBits,
  to: PermissionBits | null,
): readonly AccountChange[] => {
  if (to === null) return [];
  const [given, taken] = [to & ~from, from & ~to];
  return [
    ...(given === 0n ? [] : [{ field: 'given', from: null, to: permissionsValue(given) } as const]),
    ...(taken === 0n ? [] : [{ field: 'taken', from: null, to: permissionsValue(taken) } as const]),
  ];
};

type Bits = Pick<Overwrite, 'allow' | 'deny'>;
const stanceOf = ({ allow, deny }: Bits, permission: (typeof permissionNames)[number]) =>
  hasPermission(deny, permission) ? 'denied' : hasPermission(allow, permission) ? 'allowed' : 'inherited';

/** Which permissions an overwrite now allows, denies, or leaves to what stands above it. */
export const overwriteChanges = (from: Bits | undefined, to: Bits): readonly AccountChange[] => {
  const before = from ?? { allow: 0n, deny: 0n };
  return (['allowed', 'denied', 'inherited'] as const).flatMap((field) => {
    const permissions = permissionNames.filter(
      (name) => stanceOf(to, name) === field && stanceOf(before, name) !== field,
    );
    return permissions.length === 0
      ? []
      : [{ field, from: null, to: { kind: 'permissions', permissions } } as const];
  });
};

/** What sets a rule off, from what to what. */
export const triggerChanges = (
  from: AutoRule['trigger'] | undefined,
  to: AutoRule['trigger'],
): readonly AccountChange[] => {
  const before = from?.type === to.type ? from : undefined;
  const kind = change('trigger', wordValue(from?.type), wordValue(to.type));
  switch (to.type) {
    case 'words':
      return [...kind, ...change('words', listValue(before, 'words'), textValue(to.words.join(', ')))];
    case 'links':
      return [
        ...kind,
        ...change('policy', wordValue(before?.type === 'links' ? before.policy : null), wordValue(to.policy)),
        ...change('hosts', listValue(before, 'hosts'), textValue(to.hosts.join(', '))),
      ];
    case 'mentions':
      return [
        ...kind,
        ...change(
          'most',
          numberValue(before?.type === 'mentions' ? before.most : null),
          numberValue(to.most),
        ),
      ];
    case 'flood':
      return [
        ...kind,
        ...change(
          'messages',
          numberValue(before?.type === 'flood' ? before.messages : null),
          numberValue(to.messages),
        ),
        ...change(
          'seconds',
          numberValue(before?.type === 'flood' ? before.seconds : null),
          numberValue(to.seconds),
        ),
      ];
    case 'newMembers':
      return [
        ...kind,
        ...change(
          'seconds',
          numberValue(before?.type === 'newMembers' ? before.seconds : null),
          numberValue(to.seconds),
        ),
      ];
    default:
      return unreachable(to);
  }
};

const listValue = (trigger: AutoRule['trigger'] | undefined, of: 'words' | 'hosts'): AccountValue => {
  if (trigger?.type === 'words' && of === 'words') return textValue(trigger.words.join(', '));
  return trigger?.type === 'links' && of === 'hosts' ? textValue(trigger.hosts.join(', ')) : null;
};
