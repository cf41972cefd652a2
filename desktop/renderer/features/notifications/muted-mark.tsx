/** Says that a place is muted, quietly. */
import { BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import styles from './notifications.module.css';

export const MutedMark = () => {
  const { t } = useTranslation();
  return (
    <span className={styles.muted} role="img" aria-label={t('notifications.muted')}>
      <Icon of={BellOff} size={14} />
    </span>
  );
};
