/** Who has a role: add and remove, at once and undoable by doing the opposite. */
import type { CommunityId, MemberView, RoleSettingsView } from '@maru/sync-core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { Picker } from './picker.tsx';
import styles from './roles.module.css';

export const RoleMembers = ({ community, role }: { community: CommunityId; role: RoleSettingsView }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const members = useMembers()?.members ?? [];
  const holders = members.filter(({ member }) => role.members.includes(member));
  const others = members.filter(({ member }) => !role.members.includes(member));

  const change = async (
    kind: 'giveRole' | 'takeRole',
    { member, name }: Pick<MemberView, 'member' | 'name'>,
    undo = false,
  ) => {
    const done = await bridge.command(kind, { community, member, role: role.id });
    if (!done.ok) return toasts.show(errorWords(t, done.error), { tone: 'problem' });
    if (undo) return;
    const words = { name, role: role.name };
    const opposite = kind === 'giveRole' ? 'takeRole' : 'giveRole';
    toasts.show(kind === 'giveRole' ? t('roles.added', words) : t('roles.removed', words), {
      action: {
        label: t('common.undo'),
        run: () => void change(opposite, { member, name }, true),
      },
    });
  };

  return (
    <div className={styles.section}>
      {role.give === null ? (
        <div>
          <Picker
            label={t('roles.addMember')}
            search={t('roles.findMember')}
            none={t('roles.noOneFound')}
            items={others.map((one) => ({
              key: one.member,
              label: one.name,
              mark: <Avatar name={one.name} colour={one.colour} size={24} />,
              pick: () => void change('giveRole', one),
            }))}
          />
        </div>
      ) : (
        <p className={settings.warning}>{refusalWords(t, role.give)}</p>
      )}
      {holders.length === 0 && <p className={settings.hint}>{t('roles.noMembers')}</p>}
      <ul className={styles.members}>
        {holders.map((one) => (
          <li key={one.member}>
            <Avatar name={one.name} colour={one.colour} size={32} />
            <span className={styles.memberName}>{one.name}</span>
            {role.edit === null && (
              <IconButton
                icon={X}
                size={16}
                label={t('roles.removeMember', { name: one.name })}
                onClick={() => void change('takeRole', one)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
