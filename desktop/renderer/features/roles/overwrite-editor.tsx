/** What one place sets for one role or member: allow, inherit or deny, permission by permission. */
import type { OverwriteView, Permission } from '@maru/sync-core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { permissionName } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { type Stand, standOf } from './overwrites-draft.ts';
import { groupTitle, permissionSentence, placePermissionGroups } from './permission-groups.ts';
import styles from './roles.module.css';
import { StandControl } from './stand-control.tsx';

const Line = ({
  permission,
  stand,
  locked,
  note,
  onChange,
}: {
  permission: Permission;
  stand: Stand;
  locked: boolean;
  note: string | null;
  onChange: (stand: Stand) => void;
}) => {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className={styles.permission}>
      <div>
        <p id={id}>{permissionName(t, permission)}</p>
        <div id={`${id}-about`}>
          <p className={settings.hint}>{permissionSentence(t, permission)}</p>
          {note && <p className={styles.note}>{note}</p>}
        </div>
      </div>
      <StandControl
        label={id}
        describedBy={`${id}-about`}
        value={stand}
        disabled={locked}
        onChange={onChange}
      />
    </li>
  );
};

export const OverwriteEditor = ({
  overwrite,
  held,
  onChange,
}: {
  overwrite: OverwriteView;
  held: readonly Permission[];
  onChange: (permission: Permission, stand: Stand) => void;
}) => {
  const { t } = useTranslation();
  const locked = overwrite.edit !== null;
  return (
    <div className={styles.groups}>
      {placePermissionGroups.map(({ group, permissions }) => (
        <section key={group} aria-label={groupTitle(t, group)}>
          <h3 className={styles.group}>{groupTitle(t, group)}</h3>
          <ul>
            {permissions.map((permission) => {
              const mayChange = held.includes(permission);
              return (
                <Line
                  key={permission}
                  permission={permission}
                  stand={standOf(overwrite, permission)}
                  locked={locked || !mayChange}
                  note={!locked && !mayChange ? t('roles.notHeld') : null}
                  onChange={(stand) => onChange(permission, stand)}
                />
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
};
