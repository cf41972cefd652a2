/** The roles that an invite gives. */
import type { InviteRoleView } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import styles from './invite.module.css';
import { RoleDot } from './role-dot.tsx';

export const RoleChips = ({ roles }: { roles: readonly InviteRoleView[] }) => {
  const { t } = useTranslation();
  if (roles.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t('invites.givesRoles')}>
      {roles.map(({ id, name, colour }) => (
        <li key={id}>
          <RoleDot colour={colour} />
          {name}
        </li>
      ))}
    </ul>
  );
};
