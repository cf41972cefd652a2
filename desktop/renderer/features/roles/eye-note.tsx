/** In place of the composer while one views as a role: whether they could write here. */
import type { ChannelId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import type { RoleEye } from '../../stores/role-view.ts';
import styles from './roles.module.css';

export const EyeNote = ({ eye, channel }: { eye: RoleEye; channel: ChannelId }) => {
  const { t } = useTranslation();
  return (
    <p className={styles.eyeNote}>
      {eye.sees.writable.includes(channel) ? t('roles.eye.mayWrite') : t('roles.eye.mayNotWrite')}
    </p>
  );
};
