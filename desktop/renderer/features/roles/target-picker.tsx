/** Picks a role or a member to set something for. */
import type { MemberId, OverwriteTarget, RoleId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { targetKey } from './overwrites-draft.ts';
import { Picker, type PickerItem } from './picker.tsx';
import { RoleDot } from './role-dot.tsx';

export const TargetPicker = ({
  label,
  taken,
  lockedRoles,
  lockedMembers,
  onPick,
}: {
  label: string;
  /** Keys of those that are there already. */
  taken: readonly string[];
  /** Those that one can't set anything for. */
  lockedRoles: readonly RoleId[];
  lockedMembers: readonly MemberId[];
  onPick: (target: OverwriteTarget) => void;
}) => {
  const { t } = useTranslation();
  const members = useMembers();
  const item = (
    target: OverwriteTarget,
    given: Pick<PickerItem, 'label' | 'mark' | 'kind'>,
  ): readonly PickerItem[] => {
    const key = targetKey(target);
    return taken.includes(key) ? [] : [{ key, ...given, pick: () => onPick(target) }];
  };
  const items = [
    ...(members?.roles ?? [])
      .filter(({ id }) => !lockedRoles.includes(id))
      .flatMap(({ id, name, colour }) =>
        item(
          { kind: 'role', id },
          { label: name, mark: <RoleDot colour={colour} />, kind: t('roles.place.roleKind') },
        ),
      ),
    ...(members?.members ?? [])
      .filter(({ member }) => !lockedMembers.includes(member))
      .flatMap(({ member, name, colour }) =>
        item(
          { kind: 'member', id: member },
          {
            label: name,
            mark: <Avatar name={name} colour={colour} size={24} />,
            kind: t('roles.place.memberKind'),
          },
        ),
      ),
  ];
  return (
    <Picker label={label} search={t('roles.place.find')} none={t('roles.place.noneFound')} items={items} />
  );
};
