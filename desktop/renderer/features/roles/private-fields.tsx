/** A channel that only some see: the switch, and whom it is shown to. */
import type { CommunityId, MemberId, OverwriteTarget, RoleId } from '@maru/sync-core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { useQuery } from '../../stores/use-query.ts';
import { refusalWords } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { SwitchRow } from '../settings/switch-row.tsx';
import { targetKey } from './overwrites-draft.ts';
import { RoleDot } from './role-dot.tsx';
import styles from './roles.module.css';
import { TargetPicker } from './target-picker.tsx';

/** Null for a channel that is open to all. */
export type Readers = { readonly roles: readonly RoleId[]; readonly members: readonly MemberId[] } | null;

const nobody = { roles: [], members: [] } as const;

const Chips = ({
  readers,
  onChange,
}: {
  readers: NonNullable<Readers>;
  onChange: (readers: Readers) => void;
}) => {
  const { t } = useTranslation();
  const members = useMembers();
  const chips = [
    ...(members?.roles ?? [])
      .filter(({ id }) => readers.roles.includes(id))
      .map(({ id, name, colour }) => ({
        key: id as string,
        name,
        mark: <RoleDot colour={colour} />,
        without: { ...readers, roles: readers.roles.filter((one) => one !== id) },
      })),
    ...(members?.members ?? [])
      .filter(({ member }) => readers.members.includes(member))
      .map(({ member, name, colour }) => ({
        key: member as string,
        name,
        mark: <Avatar name={name} colour={colour} size={20} />,
        without: { ...readers, members: readers.members.filter((one) => one !== member) },
      })),
  ];
  if (chips.length === 0) return <p className={settings.hint}>{t('roles.private.only')}</p>;
  return (
    <ul className={styles.chips} aria-label={t('roles.private.who')}>
      {chips.map(({ key, name, mark, without }) => (
        <li key={key} className={styles.chip}>
          {mark}
          <span className={styles.optionName}>{name}</span>
          <IconButton
            icon={X}
            size={14}
            tip={false}
            label={t('roles.private.remove', { name })}
            onClick={() => onChange(without)}
          />
        </li>
      ))}
    </ul>
  );
};

export const PrivateFields = ({
  community,
  readers,
  onChange,
}: {
  community: CommunityId;
  readers: Readers;
  onChange: (readers: Readers) => void;
}) => {
  const { t } = useTranslation();
  const { value } = useQuery('roles', { community }, ['governanceChanged']);
  // Who may not manage roles decides of nobody's sight.
  const refusal = value === null ? null : value.everyone.edit;
  const me = useMembers()?.members.find((one) => one.me)?.member;
  const locked = (value?.roles ?? []).filter(({ edit }) => edit !== null).map(({ id }) => id);
  const add = (target: OverwriteTarget) => {
    const now = readers ?? nobody;
    if (target.kind === 'role') onChange({ ...now, roles: [...now.roles, target.id] });
    if (target.kind === 'member') onChange({ ...now, members: [...now.members, target.id] });
  };
  return (
    <div className={styles.readers}>
      <SwitchRow
        label={t('roles.private.label')}
        hint={refusal === null ? t('roles.private.hint') : refusalWords(t, refusal)}
        checked={readers !== null}
        disabled={refusal !== null}
        onChange={(on) => onChange(on ? nobody : null)}
      />
      {readers !== null && (
        <>
          <Chips readers={readers} onChange={onChange} />
          <div>
            <TargetPicker
              label={t('roles.private.who')}
              taken={[
                ...readers.roles.map((id) => targetKey({ kind: 'role', id })),
                ...readers.members.map((id) => targetKey({ kind: 'member', id })),
              ]}
              lockedRoles={locked}
              lockedMembers={[...(value?.lockedMembers ?? []), ...(me === undefined ? [] : [me])]}
              onPick={add}
            />
          </div>
        </>
      )}
    </div>
  );
};
