/** What a role allows, grouped, each with its sentence; what one doesn't hold is locked and says so. */
import { Switch } from '@base-ui/react/switch';
import type { Permission } from '@maru/sync-core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { permissionName } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { groupTitle, permissionGroups, permissionSentence } from './permission-groups.ts';
import styles from './roles.module.css';

const PermissionSwitch = ({
  permission,
  on,
  locked,
  note,
  onChange,
}: {
  permission: Permission;
  on: boolean;
  locked: boolean;
  /** Why it can't be changed, or why it holds though it is off. */
  note: string | null;
  onChange: (on: boolean) => void;
}) => {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className={styles.permission}>
      <div>
        <p id={id}>{permissionName(t, permission)}</p>
        <p id={`${id}-about`} className={settings.hint}>
          {permissionSentence(t, permission)}
        </p>
        {note && (
          <p id={`${id}-note`} className={styles.note}>
            {note}
          </p>
        )}
      </div>
      <Switch.Root
        className={settings.switch}
        checked={on}
        disabled={locked}
        aria-labelledby={id}
        aria-describedby={note ? `${id}-about ${id}-note` : `${id}-about`}
        onCheckedChange={onChange}
      >
        <Switch.Thumb className={settings.thumb} />
      </Switch.Root>
    </li>
  );
};

export const PermissionSwitches = ({
  value,
  held,
  locked,
  onChange,
}: {
  value: readonly Permission[];
  /** What the own person holds, and so may give and take. */
  held: readonly Permission[];
  /** The role itself can't be changed; why is said above. */
  locked: boolean;
  onChange: (permissions: readonly Permission[]) => void;
}) => {
  const { t } = useTranslation();
  const all = value.includes('administrator');
  return (
    <div className={styles.groups}>
      {permissionGroups.map(({ group, permissions }) => (
        <section key={group} aria-label={groupTitle(t, group)}>
          <h3 className={styles.group}>{groupTitle(t, group)}</h3>
          <ul>
            {permissions.map((permission) => {
              const mayChange = held.includes(permission);
              const implied = all && permission !== 'administrator' && !value.includes(permission);
              return (
                <PermissionSwitch
                  key={permission}
                  permission={permission}
                  on={value.includes(permission)}
                  locked={locked || !mayChange}
                  note={locked ? null : !mayChange ? t('roles.notHeld') : implied ? t('roles.implied') : null}
                  onChange={(on) =>
                    onChange(on ? [...value, permission] : value.filter((one) => one !== permission))
                  }
                />
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
};
